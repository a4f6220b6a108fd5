package dev.vestnik.rules.channel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to reach a customer. */
public enum Channel {
    SMS,
    EMAIL,
    PUSH;

    /** {@code sms}, {@code email}, {@code push}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> labelled(String label) {
        return Arrays.stream(values())
                .filter(channel -> channel.label().equals(label))
                .findFirst();
    }
}
