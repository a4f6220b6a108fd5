package dev.vestnik.push;

import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The devices of a message, by platform. */
final class Devices {
    /** The gateway of messages for several platforms. */
    static final String ALL = "push";

    private Devices() {}

    /** The gateway of a platform. */
    static String gateway(PushPlatform platform) {
        return ALL + "-" + platform;
    }

    /**
     * The gateway of a message: that of its only platform, as far as this sender serves them, else the one of all platforms.
     *
     * @param served the platforms that this sender has credentials for
     */
    static String gateway(Dispatch dispatch, Set<PushPlatform> served) {
        if (!(dispatch.content() instanceof Content.Push content)) {
            return ALL;
        }
        Set<PushPlatform> platforms = platforms(content);
        platforms.retainAll(served);
        return platforms.size() == 1 ? gateway(platforms.iterator().next()) : ALL;
    }

    static Set<PushPlatform> platforms(Content.Push content) {
        Set<PushPlatform> platforms = EnumSet.noneOf(PushPlatform.class);
        content.targets().forEach(target -> platforms.add(platform(target)));
        return platforms;
    }

    /** The devices of one platform, each once. */
    static List<Content.Target> of(PushPlatform platform, Content.Push content) {
        return content.targets().stream()
                .filter(target -> platform(target) == platform)
                .distinct()
                .toList();
    }

    /** The name of a device: its token or endpoint. */
    static String token(Content.Target target) {
        return switch (target) {
            case Content.Device device -> device.token();
            case Content.Browser browser -> browser.endpoint();
        };
    }

    private static PushPlatform platform(Content.Target target) {
        return switch (target) {
            case Content.Device device -> device.platform();
            case Content.Browser browser -> PushPlatform.web;
        };
    }
}
