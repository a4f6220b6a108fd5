package dev.vestnik.rules.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number as Liquid reckons with it: decimal, exact but for quotients, bounded.
 *
 * @param whole whether it is of the kind whose division gives whole numbers; {@code 2.0} is not
 */
record LiquidNumber(BigDecimal value, boolean whole) {
    /** The most digits that count. */
    static final int MOST_DIGITS = 100;

    /** The most zeros before or behind them: a double has some 300. */
    private static final int MOST_ZEROS = 400;

    /** The digits of a quotient behind the point. */
    static final int QUOTIENT_DIGITS = 30;

    private static final LiquidNumber ZERO = new LiquidNumber(BigDecimal.ZERO, true);

    LiquidNumber {
        if (!isBounded(value)) {
            throw new Unrenderable("a number has more than " + MOST_DIGITS + " digits");
        }
    }

    private static boolean isBounded(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_ZEROS;
    }

    /** A number, or the number that a text begins with; a truth, or a text that begins with none, is 0. */
    static LiquidNumber of(@Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> new LiquidNumber(number, false);
            case BigInteger number -> new LiquidNumber(new BigDecimal(number), true);
            case Double number -> new LiquidNumber(decimal(number), false);
            case Float number -> new LiquidNumber(decimal(number.doubleValue()), false);
            case Number number -> new LiquidNumber(BigDecimal.valueOf(number.longValue()), true);
            case CharSequence text -> leading(text);
            case Instant instant -> throw new Unrenderable("an instant is no number: date: \"%s\" makes one of it");
            case Map<?, ?> map -> throw new Unrenderable("a map is no number: money has its .amount");
            case null, default -> ZERO;
        };
    }

    /** Null where it is neither a number nor a text that is one. */
    static @Nullable LiquidNumber exactly(@Nullable Object value) {
        boolean number = value instanceof Number || value instanceof CharSequence text && isNumber(text);
        return number ? of(value) : null;
    }

    private static BigDecimal decimal(double number) {
        if (!Double.isFinite(number)) {
            throw new Unrenderable("a number is infinite or none");
        }
        return BigDecimal.valueOf(number);
    }

    private static boolean isNumber(CharSequence text) {
        String written = Words.withoutSpaceAfter(Words.withoutSpaceBefore(text));
        int end = numberEnd(written);
        return end > 0 && end == written.length();
    }

    private static LiquidNumber leading(CharSequence text) {
        String written = Words.withoutSpaceAfter(Words.withoutSpaceBefore(text));
        int whole = digitsEnd(written, isSigned(written) ? 1 : 0);
        int end = numberEnd(written) == written.length() ? written.length() : whole;
        if (end > 2 * MOST_DIGITS + 2) {
            throw new Unrenderable("a number has more than " + MOST_DIGITS + " digits");
        }
        return numberEnd(written) == 0
                ? ZERO
                : new LiquidNumber(new BigDecimal(written.substring(0, end)), end == whole);
    }

    /** The end of {@code -12} or {@code -12.5} at the start of a text; 0 where there is none. */
    private static int numberEnd(String text) {
        int from = isSigned(text) ? 1 : 0;
        int whole = digitsEnd(text, from);
        if (whole == from) {
            return 0;
        }
        boolean point = whole + 1 < text.length() && text.charAt(whole) == '.' && isDigit(text.charAt(whole + 1));
        return point ? digitsEnd(text, whole + 1) : whole;
    }

    private static boolean isSigned(String text) {
        return text.startsWith("-") || text.startsWith("+");
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    LiquidNumber abs() {
        return new LiquidNumber(value.abs(), whole);
    }

    LiquidNumber plus(LiquidNumber other) {
        return new LiquidNumber(value.add(other.value), whole && other.whole);
    }

    LiquidNumber minus(LiquidNumber other) {
        return new LiquidNumber(value.subtract(other.value), whole && other.whole);
    }

    LiquidNumber times(LiquidNumber other) {
        return new LiquidNumber(value.multiply(other.value), whole && other.whole);
    }

    /** The quotient; of whole numbers the whole number below. */
    LiquidNumber dividedBy(LiquidNumber other) {
        check(other);
        boolean both = whole && other.whole;
        BigDecimal quotient = both
                ? value.divide(other.value, 0, RoundingMode.FLOOR)
                : value.divide(other.value, QUOTIENT_DIGITS, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
        return new LiquidNumber(quotient, both);
    }

    /** The rest, with the sign of the divisor. */
    LiquidNumber modulo(LiquidNumber other) {
        check(other);
        BigDecimal rest = value.remainder(other.value);
        boolean across = rest.signum() != 0 && rest.signum() != other.value.signum();
        return new LiquidNumber(across ? rest.add(other.value) : rest, whole && other.whole);
    }

    private static void check(LiquidNumber divisor) {
        if (divisor.value.signum() == 0) {
            throw new Unrenderable("a number cannot be divided by 0");
        }
    }

    /** The number rounded; to whole numbers, tens and so on for digits of 0 and less. */
    LiquidNumber rounded(int digits, RoundingMode mode) {
        return new LiquidNumber(value.setScale(digits, mode), digits <= 0);
    }

    /** A {@link Long} or {@link BigInteger} where it is whole, else a {@link BigDecimal}. */
    Number number() {
        if (!whole) {
            return value;
        }
        BigInteger integer = value.toBigInteger();
        return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }

    /** The number in plain digits; a quotient that does not end has 16 that count. */
    String text() {
        int before = value.precision() - value.scale();
        BigDecimal written = value.scale() < QUOTIENT_DIGITS - 5
                ? value
                : value.round(new MathContext(Math.max(16, before), RoundingMode.HALF_EVEN));
        return written.signum() == 0 ? "0" : written.stripTrailingZeros().toPlainString();
    }
}
