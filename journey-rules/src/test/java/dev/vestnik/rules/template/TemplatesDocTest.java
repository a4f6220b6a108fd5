package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liqp.filters.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docs/templates.md} says is so. */
class TemplatesDocTest {
    private static final Path PAGE = Path.of("../docs/templates.md");
    private static final String GIVES = " → ";
    private static final String FAILS = " ✗ ";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    /** @param fails whether the text is refused or stops */
    record Example(String text, boolean fails, String given) {}

    @Test
    void theDocumentIsSound() throws IOException {
        assertThat(blocks("yaml")).hasSize(1).allSatisfy(Rendered::sound);
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String block : blocks("liquid")) {
            StringBuilder open = new StringBuilder();
            for (String line : block.split("\n")) {
                String mark = line.contains(GIVES) ? GIVES : FAILS;
                int end = line.indexOf(mark);
                open.append(end < 0 ? line + "\n" : line.substring(0, end));
                if (end >= 0) {
                    examples.add(new Example(open.toString(), mark.equals(FAILS), line.substring(end + mark.length())));
                    open.setLength(0);
                }
            }
            assertThat(open).isEmpty();
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsSo(Example example) throws IOException {
        Checked<Template> checked = new TemplateCompiler().check(Rendered.smsDocument("en", example.text()));
        List<String> given = switch (checked) {
            case Checked.Faulty<Template>(var faults) ->
                faults.stream().map(fault -> "✗ " + fault.problem()).toList();
            case Checked.Sound<Template>(var template, var _) -> List.of(rendered(template));
        };
        assertThat(given).contains((example.fails() ? "✗ " : "") + example.given());
    }

    @Test
    void everyFilterAndTagIsThere() throws IOException {
        LiquidCompiler compiler = new LiquidCompiler();
        String page = Files.readString(PAGE);
        String all = String.join("\n", blocks("liquid"));
        assertThat(examples()).hasSizeGreaterThan(90);
        assertThat(compiler.filters().values().stream().map(Filter::getName))
                .allSatisfy(name -> assertThat(page).containsPattern("(\\| |`)" + name + "\\b"));
        assertThat(LiquidCompiler.tags())
                .allSatisfy(tag -> assertThat(all).containsPattern("(\\{% |  )" + tag + "\\b"));
    }

    private static String rendered(Template template) throws IOException {
        Map<String, Object> values = JSON.readValue(blocks("json").getFirst(), Map.class);
        return switch (template.render(Channel.SMS, "en", values)) {
            case Rendering.Sms(var text) -> text;
            case Rendering.Failed(var problems) -> "✗ " + problems.getFirst();
            case Rendering other -> other.toString();
        };
    }

    private static List<String> blocks(String kind) throws IOException {
        Matcher matcher = Pattern.compile("(?ms)^```" + kind + "\n(.*?)^```$").matcher(Files.readString(PAGE));
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
