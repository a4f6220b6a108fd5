package dev.vestnik.engine.condition;

import dev.vestnik.schemas.EventType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which event types journeys can be about. */
public final class KnownEvents {
    private static final List<String> LATER = List.of(
            "message.inbound", "product.price_dropped", "product.restocked", "product.launched", "offer.redeemed");

    private KnownEvents() {}

    /** The names that can be written after {@code on}, besides {@code x.*}. */
    public static List<String> names() {
        Stream<String> shop = EventType.all().stream()
                .filter(type -> type.topic().equals("shop.events"))
                .map(EventType::name);
        return Stream.concat(shop, DerivedEvent.all().stream().map(DerivedEvent::type))
                .sorted()
                .toList();
    }

    /** What is wrong with a journey that waits for events of this type; empty: nothing. */
    public static Optional<String> problem(String type) {
        if (EventType.isCustom(type) || names().contains(type)) {
            return Optional.empty();
        }
        if (LATER.contains(type)) {
            return Optional.of("\"" + type + "\" is not supported yet");
        }
        return Optional.of(EventType.named(type)
                .map(known -> "\"" + type + "\" is on " + known.topic() + ": journeys follow the events of customers")
                .orElseGet(() -> "there is no event \"" + type + "\"" + Nearest.hint(type, names())));
    }
}
