package dev.vestnik.rules.verification;

import java.util.Arrays;
import java.util.Optional;

/** The purpose of a code: one for a login opens nothing else. */
public enum Purpose {
    LOGIN("login"),
    PASSWORD("password"),
    CHANGE("change");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** Its name in requests, texts and metrics. */
    public String label() {
        return label;
    }

    public static Optional<Purpose> labelled(String label) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.label.equals(label))
                .findFirst();
    }
}
