package dev.vestnik.rules.recommend;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which products belong together. Each is a source that journeys may ask. */
public enum Together {
    BOUGHT("bought-together"),
    VIEWED("viewed-together");

    private final String source;

    Together(String source) {
        this.source = source;
    }

    /** Its name in journeys. */
    public String source() {
        return source;
    }

    /** Empty for another source. */
    public static Optional<Together> of(String source) {
        return Arrays.stream(values()).filter(one -> one.source.equals(source)).findFirst();
    }
}
