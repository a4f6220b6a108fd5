package dev.vestnik.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class UnreadableTest {
    private static final JsonMapper JSON = new JsonMapper();

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
        assertThat(whyAsText(broken)).doesNotContain("Source:", "REDACTED", "UNKNOWN");
        assertThat(whyAsBytes(broken)).doesNotContain("Source:", "REDACTED", "UNKNOWN");
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
