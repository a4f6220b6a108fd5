package dev.vestnik.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {
    private static RawEvent read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return EventJson.read(bytes, 0, bytes.length);
    }

    private static String encoded(String data) {
        return Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"a\": 1, \"a\": 2} | is not valid JSON: it names a twice (line 1",
                "{\"a\": 1 | is not valid JSON: it breaks off (line 1",
                "{\"a\": 1} 2 | is not valid JSON: it goes on after its end (line 1",
                "{a: 1} | is not valid JSON: there is something that JSON does not have in this place (line 1, column 2)",
                "{\"a\": NaN} | is not valid JSON: there is something that JSON does not have in this place (line 1",
                "{\"a\": 'b'} | is not valid JSON: there is something that JSON does not have in this place (line 1",
            })
    void saysWhatIsWrongInItsOwnWords(String json, String problem) {
        assertThat(read(json))
                .isInstanceOfSatisfying(
                        RawEvent.Unreadable.class,
                        bad -> assertThat(bad.problem()).startsWith(problem).doesNotContain("Source", "Jackson"));
    }

    @Test
    void nestingAndNumbersHaveLimitsThatAreSaid() {
        assertThat(read("[".repeat(5_000)))
                .isInstanceOfSatisfying(
                        RawEvent.Unreadable.class,
                        bad -> assertThat(bad.problem()).contains("nested deeper than 500 levels"));
        assertThat(read("[1" + "0".repeat(5_000) + "]"))
                .isInstanceOfSatisfying(
                        RawEvent.Unreadable.class,
                        bad -> assertThat(bad.problem()).contains("a number of more than 1000 characters"));
    }

    @Test
    void encodedDataIsData() {
        String event = "{\"id\": \"1\", \"data_base64\": \"%s\"}".formatted(encoded("{\"cartId\": \"é\"}"));
        assertThat(read(event))
                .isInstanceOfSatisfying(
                        RawEvent.Json.class,
                        json -> assertThat(json.event().toString())
                                .isEqualTo("{\"id\":\"1\",\"data\":{\"cartId\":\"é\"}}"));
    }

    @Test
    void encodedDataThatCannotBeReadSaysWhy() {
        assertThat(problem("{\"data_base64\": \"*\"}")).isEqualTo("has a data_base64 that is no base64");
        assertThat(problem("{\"data_base64\": \"" + encoded("{") + "\"}"))
                .startsWith("has a data_base64 that is not valid JSON: it breaks off");
        assertThat(problem("{\"data\": {}, \"data_base64\": \"" + encoded("{}") + "\"}"))
                .isEqualTo("has both data and data_base64: send one of them");
    }

    private static String problem(String json) {
        return read(json) instanceof RawEvent.Unreadable bad ? bad.problem() : "";
    }
}
