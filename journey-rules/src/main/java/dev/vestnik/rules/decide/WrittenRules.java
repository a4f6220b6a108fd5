package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.address.InboundRules;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.event.Event;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies what a person sent from an address of the customer's: a STOP or START, then the event {@code message.inbound} for journeys. Does
 * nothing where the customer does not have the address any more.
 */
final class WrittenRules {
    static final String EVENT = "message.inbound";

    private final EventRules events;

    WrittenRules(EventRules events) {
        this.events = events;
    }

    void wrote(Turn turn, Signal.Wrote wrote) {
        String address = AddressNewsRules.current(turn, wrote.address());
        if (address == null) {
            return;
        }
        Inbound inbound = wrote.inbound();
        if (inbound.word() != null) {
            word(turn, wrote, inbound.word(), Ids.hash(address));
        }
        Event event = new Event(InboundRules.SOURCE, inbound.eventId(), EVENT, inbound.occurredAt(), data(turn, wrote));
        events.derived(turn, event, inbound.word() != null);
    }

    private static void word(Turn turn, Signal.Wrote wrote, Inbound.Word word, long address) {
        var channel = wrote.address().channel();
        Map<String, String> source = Map.of("source", "inbound", "evidence", evidence(wrote.inbound()));
        switch (word) {
            case STOP ->
                AddressNewsRules.stopped(
                        turn, new Reach.Stop(channel, address, wrote.inbound().recordedAt()), source);
            case START -> AddressNewsRules.resumed(turn, channel, address, source);
        }
    }

    /** A text that is a word is short. */
    private static String evidence(Inbound inbound) {
        return inbound.kind() == Inbound.Kind.TEXT ? inbound.text() : label(inbound.kind());
    }

    private static Map<String, Object> data(Turn turn, Signal.Wrote wrote) {
        Inbound inbound = wrote.inbound();
        Map<String, Object> data = new HashMap<>();
        data.put("channel", wrote.address().channel().label());
        data.put("kind", label(inbound.kind()));
        data.put("text", inbound.text());
        put(data, "word", inbound.word() == null ? null : label(inbound.word()));
        put(data, "providerId", inbound.reference().providerId());
        put(data, "replyTo", inbound.reference().replyTo());
        Instance asking = Dialogues.addressee(turn, wrote.address().channel(), inbound);
        if (asking != null) {
            data.put("question", asking.journey().value() + "/" + asking.step());
            data.put(Conversation.RUN, asking.id().toString());
        }
        return Map.copyOf(data);
    }

    private static void put(Map<String, Object> data, String field, @Nullable String value) {
        if (value != null) {
            data.put(field, value);
        }
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
