package dev.vestnik.system.poison;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param messagesASecond of normal traffic
 * @param kindsATopic of garbage, drawn for each topic; every kind is used all the same
 * @param rounds how often everything is inflicted, each time in another order
 * @param pause between one piece of poison and the next
 * @param stops whether it is also stopped in order at the end, not only killed
 * @param p99 that normal messages must stay under; a build shares its machine with other builds, so there the bound is wider
 */
record DayLength(
        String name, int messagesASecond, int kindsATopic, int rounds, Duration pause, boolean stops, Duration p99) {
    private static final DayLength SMALL =
            new DayLength("small", 20, 4, 1, Duration.ofMillis(50), false, Duration.ofSeconds(10));
    private static final DayLength FULL =
            new DayLength("full", 40, 99, 3, Duration.ofMillis(200), true, Duration.ofSeconds(1));

    /** {@code -Dvestnik.poison=full} takes minutes; otherwise it is small enough for every build. */
    static DayLength chosen() {
        String name = System.getProperty("vestnik.poison", SMALL.name);
        return switch (name) {
            case "small" -> SMALL;
            case "full" -> FULL;
            default -> throw new IllegalArgumentException("vestnik.poison is small or full, not " + name);
        };
    }
}
