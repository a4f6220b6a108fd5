package dev.vestnik.schemas.topic;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A way to reach a customer, by its name in the catalogue: topics, receipts and metrics carry it.
 *
 * @param name a lower-case letter, then up to 31 lower-case letters, digits or hyphens: {@code sms}
 */
public record ChannelName(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public static final ChannelName SMS = new ChannelName("sms");
    public static final ChannelName EMAIL = new ChannelName("email");
    public static final ChannelName PUSH = new ChannelName("push");

    /** The channels that have a sender. */
    public static final List<ChannelName> ALL = List.of(SMS, EMAIL, PUSH);

    public ChannelName {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no channel's name: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
