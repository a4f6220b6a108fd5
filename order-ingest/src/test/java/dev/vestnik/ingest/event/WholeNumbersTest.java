package dev.vestnik.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class WholeNumbersTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @CsvSource({
        "129900, 129900",
        "129900.0, 129900",
        "1.299e5, 129900",
        "-1.299E+5, -129900",
        "0.0, 0",
        "0e999999999, 0",
        "9223372036854775807.00, 9223372036854775807"
    })
    void aWholeNumberIsOneHoweverItIsWritten(String json, long expected) {
        assertThat(WholeNumbers.of(JSON.readTree(json))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1299.5", "1e999999999", "1e-999999999", "9223372036854775808", "9.3e18", "\"129900\"", "true"})
    void anythingElseIsNone(String json) {
        assertThat(WholeNumbers.of(JSON.readTree(json))).isNull();
    }
}
