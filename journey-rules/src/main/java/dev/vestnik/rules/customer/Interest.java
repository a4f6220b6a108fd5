package dev.vestnik.rules.customer;

import java.time.Duration;
import java.time.Instant;

/**
 * A reason why news of a product concern the customer; from {@link dev.vestnik.rules.definition.FeatureLevel#PRODUCTS} on.
 *
 * @param at when the customer showed it last
 * @param looks how often the customer looked, as far as that counts
 */
public record Interest(Subject subject, Kind kind, Instant at, int looks) {

    /** A product, or all of a category. */
    public record Subject(Kind kind, String id) {
        public static Subject product(String id) {
            return new Subject(Kind.PRODUCT, id);
        }

        public static Subject category(String name) {
            return new Subject(Kind.CATEGORY, name);
        }

        /** The kinds of subjects. */
        public enum Kind {
            PRODUCT('p'),
            CATEGORY('c');

            private final char letter;

            Kind(char letter) {
                this.letter = letter;
            }

            /** Its name in keys on Kafka: it never changes. */
            public char letter() {
                return letter;
            }

            /** @throws IllegalArgumentException for the letter of none */
            public static Kind of(char letter) {
                return switch (letter) {
                    case 'p' -> PRODUCT;
                    case 'c' -> CATEGORY;
                    default -> throw new IllegalArgumentException("no kind of subject: " + letter);
                };
            }
        }
    }

    /** The kinds of interest, each with its bounds. */
    public enum Kind {
        /** Looked at it. */
        VIEWED(Duration.ofDays(30), 50),
        /** Has it in the cart. */
        CART(Duration.ofDays(30), 50),
        /** Waits until it is to be had. */
        WAITS(Duration.ofDays(180), 50),
        /** Has bought it. */
        BOUGHT(Duration.ofDays(730), 50),
        /** Looks around in a category. */
        LIKES(Duration.ofDays(30), 20);

        private final Duration lasts;
        private final int most;

        Kind(Duration lasts, int most) {
            this.lasts = lasts;
            this.most = most;
        }

        /** For so long it concerns the customer, if it is not shown again. */
        public Duration lasts() {
            return lasts;
        }

        /** A customer has at most so many. */
        public int most() {
            return most;
        }
    }

    /** So many looks make a category a favourite one. */
    private static final int FAVOURITE = 3;

    /** When it is over. */
    public Instant until() {
        return at.plus(kind.lasts());
    }

    /** Whether the owner is to know of it: not of a category that is no favourite yet. */
    public boolean isTold() {
        return kind != Kind.LIKES || looks >= FAVOURITE;
    }

    /** The same, shown again. */
    public Interest shown(Instant again) {
        return new Interest(subject, kind, again.isAfter(at) ? again : at, Math.min(looks + 1, FAVOURITE));
    }
}
