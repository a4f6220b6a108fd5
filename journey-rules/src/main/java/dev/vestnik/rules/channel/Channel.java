package dev.vestnik.rules.channel;

import java.util.Locale;
import java.util.Optional;

/** A way to reach a customer. */
public enum Channel {
    SMS,
    EMAIL,
    PUSH;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** {@code sms}, {@code email}, {@code push}. */
    public String label() {
        return label;
    }

    public static Optional<Channel> labelled(String label) {
        for (Channel channel : values()) {
            if (channel.label.equals(label)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}
