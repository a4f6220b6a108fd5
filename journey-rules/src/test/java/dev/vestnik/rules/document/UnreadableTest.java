package dev.vestnik.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class UnreadableTest {
    private static final String OURS =
            "(it breaks off|there is something that cannot be in this place) \\(line 1, column \\d+\\)";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1",
                "{\"a\": [1,",
                "{\"a\": \"b",
                "{\"a\" 1}",
                "[",
                "{\"a\": tru}",
                "{\"a\": 1,}",
                "\"\\q\""
            })
    void saysNothingOfTheParsersInnerWorkings(String broken) {
        assertThat(whyAsText(broken)).matches(OURS);
        assertThat(whyAsBytes(broken)).matches(OURS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a: [b          | something that cannot be in this place
                a: b: c        | second colon
                a:\\n  b: 1\\n c: 2 | indented otherwise
                a:\\n\\tb: 1    | tab
                a: 1\\na: 2     | names a twice
                """)
    void saysWhatPeopleDoWrongInYamlInOurWords(String broken, String expected) {
        String text = broken.replace("\\n", "\n").replace("\\t", "\t");
        assertThat(Unreadable.why(catchThrowableOfType(JacksonException.class, () -> YAML.readTree(text))))
                .contains(expected)
                .contains("(line ")
                .doesNotContain("while", "expected", "found");
    }

    @Test
    void saysThatANameIsThereTwice() {
        assertThat(whyAsText("{\"a b\": 1, \"a b\": 2}")).startsWith("it names a b twice (line 1");
    }

    @Test
    void saysThatItIsNestedTooDeeply() {
        assertThat(whyAsText("[".repeat(100_000))).startsWith("it is nested too deeply");
    }

    @Test
    void saysWhere() {
        assertThat(whyAsText("{\n\"a\": [1,")).endsWith("(line 2, column 9)");
    }

    private static String whyAsText(String broken) {
        return Unreadable.why(catchThrowableOfType(JacksonException.class, () -> JSON.readTree(broken)));
    }

    private static String whyAsBytes(String broken) {
        byte[] bytes = broken.getBytes(StandardCharsets.UTF_8);
        return Unreadable.why(catchThrowableOfType(JacksonException.class, () -> JSON.readTree(bytes)));
    }
}
