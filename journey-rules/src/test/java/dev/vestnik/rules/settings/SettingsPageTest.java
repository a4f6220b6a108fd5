package dev.vestnik.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/settings.md} says what is so: its examples are read without a warning, and no key is left out. */
class SettingsPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final String PAGE = page();

    static Stream<String> examples() {
        return EXAMPLE.matcher(PAGE).results().map((MatchResult match) -> match.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsReadWithoutAWarning(String example) {
        assertThat(SettingsDocument.parse(example))
                .isInstanceOfSatisfying(
                        Checked.Sound.class,
                        sound -> assertThat(sound.warnings()).isEmpty());
    }

    @Test
    void everyKeyIsNamed() {
        JsonNode schema = JsonMapper.builder().build().readTree(SettingsSchema.text());
        schema.findValues("properties")
                .forEach(properties -> assertThat(properties.propertyNames())
                        .allSatisfy(key -> assertThat(PAGE).contains("`" + key + "`")));
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/settings.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
