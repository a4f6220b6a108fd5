package dev.vestnik.sms.smpp;

import java.time.Duration;

/** Writes SMPP 3.4's relative time, {@code YYMMDDhhmmss000R} (7.1.1.2), which is independent of the centre's clock and zone. */
final class ValidityPeriod {
    private static final Duration LONGEST = Duration.ofDays(27);

    private ValidityPeriod() {}

    static String of(Duration rest) {
        Duration life = rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
        long seconds = Math.max(1, life.toSeconds());
        return "0000%02d%02d%02d%02d000R"
                .formatted(seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    }
}
