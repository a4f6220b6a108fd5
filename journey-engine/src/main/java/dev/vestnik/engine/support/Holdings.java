package dev.vestnik.engine.support;

import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The places that hold something of a customer beside the customer's own state, for exports and erasures: a new kind of owner does not
 * compile until it is said here. Parts of the state itself need no word: an export has every one, and an erasure begins a new state.
 */
final class Holdings {
    private Holdings() {}

    /**
     * An owner that knows something of customers.
     *
     * @param erasure what an erasure leaves of it
     */
    record Elsewhere(String owner, String holds, String erasure) {}

    /**
     * A topic with records about customers, which nothing deletes before their time.
     *
     * @param keptFor ISO 8601
     */
    record Kept(String topic, String keptFor) {}

    static List<Elsewhere> elsewhere() {
        return Arrays.stream(OwnerKind.values())
                .map(Holdings::of)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Elsewhere of(OwnerKind kind) {
        return switch (kind) {
            case CUSTOMER -> // visitors' keys, which answer before an erasure is done
                new Elsewhere(
                        "visitor",
                        "who the visitor turned out to be; the timeline from before, for 31 days",
                        "nothing is left");
            case ADDRESS ->
                new Elsewhere(
                        "address",
                        "under a hash of the phone, e-mail address or device: which customers have it, whether it is dead or stopped",
                        "the customer is taken off in a moment; that an address is dead or stopped is kept for a year, without the customer");
            case CODES ->
                new Elsewhere(
                        "codes",
                        "under a hash of the phone or e-mail address: when a code went there, for an hour",
                        "it is gone after an hour, and says nothing of the customer");
            case PRODUCT ->
                new Elsewhere(
                        "product",
                        "under the customer's id: that the customer looked at it, has it in the cart, waits for it or has bought it",
                        "the customer is taken off in a moment");
            // A code that the customer has is in the customer's state; an erasure tells its pool.
            case OFFER_POOL, BUDGET, CAMPAIGN, SOURCE -> null;
        };
    }

    /** The keys of customers are in them: of those who were looked up, whose timelines a simulation tells, who were uploaded as a list. */
    private static final List<Topic> ALSO_ABOUT_CUSTOMERS = List.of(Topics.AUDIT, Topics.SIMULATIONS, Topics.LISTS);

    /** In the order of the catalogue. */
    static List<Kept> topics() {
        return Topics.all().stream()
                .flatMap(topic -> switch (topic.key()) {
                    case CUSTOMER, ADDRESS -> Stream.of(topic, Topics.deadLetters(topic));
                    case PRODUCT, DEFINITION, GATEWAY_ID, NONE ->
                        ALSO_ABOUT_CUSTOMERS.contains(topic) ? Stream.of(topic) : Stream.of();
                })
                .map(topic -> new Kept(topic.name(), topic.retention().toString()))
                .toList();
    }
}
