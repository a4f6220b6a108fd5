package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.offer.Code;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes codes by a pattern, {@code SPRING-########}: each {@code #} becomes a letter or a digit that nobody takes for another. Nobody guesses
 * one: of a million tries not one meets a code.
 */
final class CodePattern {
    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final char SIGN = '#';
    private static final int MOST = 1_000_000;
    /** The number of possible codes of which one is a code. */
    private static final double ROOM = 1_000_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String pattern;
    private long left;

    private CodePattern(String pattern, long count) {
        this.pattern = pattern;
        this.left = count;
    }

    /** {@code {pattern, count}}. */
    static CodePattern read(@Nullable String text) {
        JsonBody body = JsonBody.object(text);
        String pattern = body.text("pattern");
        int count = body.number("count");
        if (count < 1 || count > MOST) {
            body.fault("count", "must be 1-" + MOST);
        }
        if (!Code.isOne(pattern.replace(SIGN, 'A'))) {
            body.fault("pattern", "must make codes, such as SPRING-########: " + Code.RULE);
        } else if (possible(pattern) < ROOM * count) {
            body.fault("pattern", "must have more # for so many codes, so that nobody guesses one");
        }
        body.close();
        return new CodePattern(pattern, count);
    }

    private static double possible(String pattern) {
        return Math.pow(
                SIGNS.length(), pattern.chars().filter(sign -> sign == SIGN).count());
    }

    /** The next codes, at most so many; none at the end. */
    List<String> next(int most) {
        List<String> codes = new ArrayList<>(most);
        for (; left > 0 && codes.size() < most; left--) {
            codes.add(code());
        }
        return codes;
    }

    private String code() {
        StringBuilder code = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char sign = pattern.charAt(i);
            code.append(sign == SIGN ? SIGNS.charAt(RANDOM.nextInt(SIGNS.length())) : sign);
        }
        return code.toString();
    }
}
