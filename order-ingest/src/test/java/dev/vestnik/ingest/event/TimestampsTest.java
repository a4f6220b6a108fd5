package dev.vestnik.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-24T11:05:00Z, 2026-01-24T11:05:00Z",
        "2026-01-24t11:05:00z, 2026-01-24T11:05:00Z",
        "2026-01-24T14:05:00+03:00, 2026-01-24T11:05:00Z",
        "2026-01-24T11:05:00-00:00, 2026-01-24T11:05:00Z",
        "2026-01-24T11:05:00.5Z, 2026-01-24T11:05:00.500Z",
        "2026-01-24T11:05:00.123456789Z, 2026-01-24T11:05:00.123Z",
        "2026-01-24T11:05:00.1234567890123456789Z, 2026-01-24T11:05:00.123Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "1990-12-31T15:59:60-08:00, 1991-01-01T00:00:00Z",
        "2016-12-31T23:59:60.75Z, 2017-01-01T00:00:00.750Z"
    })
    void rfc3339IsReadInFull(String text, Instant expected) {
        assertThat(Timestamps.instant(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-24T11:05:60Z",
                "2026-01-24T11:05:61Z",
                "2026-01-24T24:00:00Z",
                "2026-02-30T11:05:00Z",
                "2026-01-24T11:05:00",
                "2026-01-24T11:05Z",
                "2026-01-24 11:05:00Z",
                "2026-01-24T11:05:00.Z",
                "+12026-01-24T11:05:00Z",
                ""
            })
    void anythingElseIsNone(String text) {
        assertThat(Timestamps.instant(text)).isNull();
    }
}
