package dev.vestnik.rules.reply;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer that a question allows. */
public sealed interface Expected {
    /** Longer messages are for a person to read. */
    int LONGEST = 64;

    /** Null where the message is not this answer. */
    @Nullable
    Understood understood(String text);

    /** @param number that it has; null: none */
    record Understood(@Nullable Long number) {
        static final Understood WORD = new Understood(null);
    }

    /** The whole message is one of these words. */
    record Words(Set<String> folded) implements Expected {
        public Words {
            folded = Set.copyOf(folded);
        }

        @Override
        public @Nullable Understood understood(String text) {
            return text.length() <= LONGEST && folded.contains(FoldedText.of(text)) ? Understood.WORD : null;
        }
    }

    record Meaning(YesNo meant) implements Expected {
        @Override
        public @Nullable Understood understood(String text) {
            return YesNo.meaning(text) == meant ? Understood.WORD : null;
        }
    }

    /**
     * A whole number: {@code 9}, {@code 9!}, {@code 9/10}, {@code 9 из 10}.
     *
     * @param keywords one of which may stand before it, folded
     * @param scale the highest number that the question allows: the second one, where there is one, must be it
     */
    record Number(Set<String> keywords, long from, long to, long scale) implements Expected {
        /** Possessive, so that a long row of spaces costs no more than its length. */
        private static final Pattern FORM = Pattern.compile(
                "\\s*+([0-9]{1,9}+)\\s*+(?:(?:/|of|из|з|від|von|sur|de|di|su|z|van)\\s*+([0-9]{1,9}+)\\s*+)?+[.!)]*+\\s*+",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

        public Number {
            keywords = Set.copyOf(keywords);
        }

        @Override
        public @Nullable Understood understood(String text) {
            if (text.length() > LONGEST) {
                return null;
            }
            Matcher form = FORM.matcher(withoutKeyword(plain(text)));
            if (!form.matches()) {
                return null;
            }
            long number = Long.parseLong(form.group(1));
            boolean fits = form.group(2) == null || Long.parseLong(form.group(2)) == scale;
            return fits && number >= from && number <= to ? new Understood(number) : null;
        }

        /** Digits as such, also where they are pictures of digits or wide ones. */
        private static String plain(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFKC)
                    .replace("\uFE0F", "")
                    .replace("\u20E3", "")
                    .strip();
        }

        private String withoutKeyword(String text) {
            int space = text.indexOf(' ');
            return space > 0 && keywords.contains(FoldedText.of(text.substring(0, space)))
                    ? text.substring(space + 1)
                    : text;
        }
    }
}
