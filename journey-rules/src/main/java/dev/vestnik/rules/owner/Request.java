package dev.vestnik.rules.owner;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request to another key. */
public sealed interface Request {

    /** A request to a customer's key. */
    sealed interface OfCustomer extends Request {}

    /** A message by hand: the first of these channels that works. */
    record SendByHand(
            String template,
            List<Channel> channels,
            JourneyClass messageClass,
            @Nullable String topic,
            Map<String, Object> variables,
            String requestedBy)
            implements OfCustomer {
        public SendByHand {
            channels = List.copyOf(channels);
            variables = Map.copyOf(variables);
        }
    }

    /** A parked instance is to go on, or to end. */
    record ResolveStuck(UUID instance, Resolution resolution, String requestedBy) implements OfCustomer {}

    /** A person takes a task, finishes it or gives it back. */
    record HandleTask(UUID task, TaskDeed deed, String requestedBy) implements OfCustomer {}

    /** A visitor, who turned out to be the customer that asks, is to move there with all that the key has. */
    record MoveOut() implements OfCustomer {}

    /**
     * Says whether the customer is erased, wherever something was held.
     *
     * @param source of the event that erases
     * @param eventId its id
     */
    record ConfirmErased(String source, String eventId) implements OfCustomer {}

    /** Says whether a parked instance goes on or ends. */
    enum Resolution {
        RETRY,
        END
    }

    /** Whether an address, which the asker does not have, takes messages. */
    record AddressStanding() implements Request {}

    /**
     * A question to a source outside.
     *
     * @param params what it is asked about, by name
     * @param due when the answer is not waited for any more
     */
    record Lookup(String source, Map<String, Object> params, Instant due) implements Request {
        /** The name of the answer in what is granted. */
        public static final String VALUE = "value";

        public Lookup {
            params = Map.copyOf(params);
        }
    }

    /**
     * A question for products that belong to others.
     *
     * @param source says in which way
     * @param about the products that it begins with
     * @param without products that are not recommended
     * @param most so many are wanted
     * @param due when the answer is not waited for any more
     */
    record Recommend(String source, List<String> about, List<String> without, int most, Instant due)
            implements Request {
        public Recommend {
            about = List.copyOf(about);
            without = List.copyOf(without);
        }
    }

    /**
     * A part of what there is only so much of, in a budget or a pool.
     *
     * @param amount in the owner's unit: an amount of money, a number of codes
     * @param revision of the asker's definitions: an owner that has older ones cannot say yet that there is none
     */
    record Take(long amount, long revision) implements Request {}
}
