package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
    @Test
    void numbersKeepTheirDigits() {
        assertThat(
                        JsonValues.any(
                                "{\"n\": 12345678901234567890, \"list\": [-98765432109876543210, 1], \"d\": 0.1, \"l\": 9223372036854775807}"))
                .isEqualTo(Map.of(
                        "n",
                        "12345678901234567890",
                        "list",
                        List.of("-98765432109876543210", 1L),
                        "d",
                        0.1,
                        "l",
                        Long.MAX_VALUE));
    }
}
