package dev.vestnik.rules.event;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Something that happened to a customer.
 *
 * @param source who says so; together with {@code id} it names the event
 * @param id unique within the source
 * @param type the CloudEvents type, for example {@code order.placed}; derived events are {@code message.*}
 * @param occurredAt when it happened, by the source's word
 * @param data its fields under the names of EVENTS.md. Values are {@link String}, {@link Long}, {@link Double}, {@link Boolean},
 *     {@link Instant}, {@link java.util.List} and {@link Map} of the same; a whole number that no long can hold is the text of its
 *     digits; absent fields have no entry. May be a view that converts on access.
 */
public record Event(String source, String id, String type, Instant occurredAt, Map<String, Object> data) {
    /** The types of events that come by the hundred. */
    public static final Set<String> VIEWS = Set.of("page.viewed", "product.viewed");

    /** 64 bits of (source, id), by which the state remembers an event that had an effect. */
    public long fingerprint() {
        return fingerprint(source, id);
    }

    /** The fingerprint of the event with this source and id. */
    public static long fingerprint(String source, String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < source.length(); i++) {
            hash = (hash ^ source.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ 0xffff) * 0x100000001b3L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }
}
