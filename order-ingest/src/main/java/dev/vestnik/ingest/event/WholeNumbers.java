package dev.vestnik.ingest.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whole numbers however JSON writes them: {@code 129900}, {@code 129900.0}, {@code 1.299e5}. */
final class WholeNumbers {
    private static final int LONGEST = Long.toString(Long.MAX_VALUE).length();

    private WholeNumbers() {}

    /** Null when it is none, or none of 64 bits. */
    static @Nullable Long of(JsonNode json) {
        if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? json.longValue() : null;
        }
        return json.isNumber() ? of(json.decimalValue()) : null;
    }

    private static @Nullable Long of(BigDecimal number) {
        if (number.signum() == 0) {
            return 0L;
        }
        boolean small = (long) number.precision() - number.scale() <= LONGEST; // else 1e999999999 would be written out
        if (!small || number.stripTrailingZeros().scale() > 0) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }
}
