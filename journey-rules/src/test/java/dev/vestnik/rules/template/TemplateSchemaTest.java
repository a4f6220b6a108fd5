package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Samples;
import dev.vestnik.rules.document.SchemaAgreement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schema for editors says what the compiler says, as far as a schema can. */
class TemplateSchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> LANGUAGES = Set.of("locales");
    private static final String EVERYTHING = """
            id: everything
            shops: [main]
            defaultLocale: en
            locales:
              en:
                sms: {text: Hello}
                email: {subject: Hello, text: Hello, mjml: "<mjml><mj-body><mj-section/></mj-body></mjml>"}
                push: {title: Hello, body: Hello, url: "https://example.org", imageUrl: "https://example.org/i"}
              ru: {sms: {text: Привет}}
            """;

    private static SchemaAgreement agreement() {
        TemplateCompiler compiler = new TemplateCompiler();
        return new SchemaAgreement(
                TemplateSchema.text(), document -> compiler.check(document) instanceof Checked.Sound<Template>);
    }

    private static String json(String text) {
        return ((Checked.Sound<TemplateDocument>) TemplateDocument.parse(text))
                .value()
                .toJson();
    }

    @Test
    void agreesWithTheCompilerOnEveryFaultOfAWholeTemplate() {
        assertThat(agreement().of(json(EVERYTHING), LANGUAGES).refused()).isGreaterThan(40);
    }

    static List<String> samples() {
        return List.copyOf(Samples.templates().values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesEverySample(String sample) {
        SchemaAgreement agreement = agreement().takes(json(sample));
        assertThat(agreement.of(withShortMails(json(sample)), LANGUAGES).refused())
                .isPositive();
    }

    /** What is in a mail is no matter of the schema, and the compiler would read it with each fault beside it. */
    private static String withShortMails(String json) {
        JsonNode template = JSON.readTree(json);
        template.findParents("mjml")
                .forEach(mail ->
                        ((ObjectNode) mail).put("mjml", "<mjml><mj-body><mj-section></mj-section></mj-body></mjml>"));
        return template.toString();
    }
}
