package dev.vestnik.schemas.topic;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A way to reach a customer, by its name in the catalogue: topics, receipts and metrics carry it.
 *
 * @param name a lower-case letter, then up to 31 lower-case letters, digits or hyphens: {@code sms}
 */
public record Channel(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public static final Channel SMS = new Channel("sms");
    public static final Channel EMAIL = new Channel("email");
    public static final Channel PUSH = new Channel("push");

    /** The channels that have a sender. */
    public static final List<Channel> ALL = List.of(SMS, EMAIL, PUSH);

    public Channel {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no channel's name: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
