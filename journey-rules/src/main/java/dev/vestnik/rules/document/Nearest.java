package dev.vestnik.rules.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant. */
public final class Nearest {
    /** Longer names than this are no slips, and comparing two takes the product of their lengths. */
    private static final int LONGEST = 80;

    private Nearest() {}

    /** {@code ; did you mean "x"?}, or nothing where no known name is near. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known).map(near -> "; did you mean \"" + near + "\"?").orElse("");
    }

    /** The known name that fewest edits away from this one, at most a third of its length. */
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(1, name.length() / 3);
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(other -> Math.abs(other.length() - name.length()) <= most)
                .filter(other -> edits(lower, other.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt((String other) -> edits(lower, other.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Damerau's distance in its simple form: insertions, deletions, replacements and swaps of neighbours. */
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int cheapest = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}
