package dev.vestnik.sender;

import dev.vestnik.schemas.message.MessageClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code vestnik.<channel>.routes[]}. A condition that is absent matches every message.
 *
 * @param shops the shops whose messages take this way
 * @param classes the classes of messages that take it
 * @param prefixes beginnings of phone numbers, with plus and country code: {@code +7}, {@code +7916}; of a country or of an operator
 * @param gateways the gateways' names in order of preference, say by price
 */
record RouteRule(
        @Nullable List<String> shops,
        @Nullable List<MessageClass> classes,
        @Nullable List<String> prefixes,
        @Nullable List<String> gateways) {

    boolean matches(Dispatch dispatch) {
        return (shops == null || shops.contains(dispatch.customer().shop()))
                && (classes == null || classes.contains(dispatch.messageClass()))
                && (prefixes == null || prefixes.stream().anyMatch(number(dispatch.content())::startsWith));
    }

    /** Whether the rule has no condition. */
    boolean matchesAll() {
        return shops == null && classes == null && prefixes == null;
    }

    private static String number(Content content) {
        return content instanceof Content.Sms sms ? sms.to() : "";
    }
}
