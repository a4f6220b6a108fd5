package dev.vestnik.sender;

import dev.vestnik.schemas.message.MessageClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code vestnik.<channel>.routes[]}. A condition that is absent matches every message.
 *
 * @param shops the shops whose messages take this way
 * @param classes the classes of messages that take it
 * @param countries the countries of phone numbers that take it, ISO 3166: of {@code +7}, RU or KZ
 * @param prefixes beginnings of phone numbers, with plus and country code: {@code +7}, {@code +7916}; of a country or of an operator
 * @param gateways the gateways' names in order of preference
 * @param order the order in which they are preferred; absent: as they are listed
 */
record RouteRule(
        @Nullable List<String> shops,
        @Nullable List<MessageClass> classes,
        @Nullable List<String> countries,
        @Nullable List<String> prefixes,
        @Nullable List<String> gateways,
        @Nullable Order order) {

    /** The order of a rule's gateways. */
    enum Order {
        LISTED,
        /** The cheapest one for the number first; those of the same price as they are listed. */
        PRICE
    }

    boolean matches(Dispatch dispatch, Destination to) {
        return (shops == null || shops.contains(dispatch.customer().shop()))
                && (classes == null || classes.contains(dispatch.messageClass()))
                && numbers().contains(to);
    }

    Numbers numbers() {
        return new Numbers(countries, prefixes);
    }

    boolean isByPrice() {
        return order == Order.PRICE;
    }

    /** Whether the rule has no condition. */
    boolean matchesAll() {
        return shops == null && classes == null && numbers().areAll();
    }
}
