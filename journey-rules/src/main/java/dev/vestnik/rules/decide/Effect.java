package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.owner.MoveWord;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.product.InterestWord;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.reason.NoEntryReason;
import dev.vestnik.rules.reason.RefuseReason;
import dev.vestnik.rules.reason.RevokeReason;
import dev.vestnik.rules.reason.SetAsideReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An effect that a decision brings about. */
public sealed interface Effect {

    /**
     * Hand this message to its channel's sender.
     *
     * @param causedAt Kafka's timestamp of the event behind it, or when the wake-up was due
     * @param tracked whether its links may tell of clicks
     */
    record Send(
            UUID message,
            int attempt,
            JourneyClass messageClass,
            String journey,
            int version,
            String step,
            String template,
            String locale,
            Instant deliverBefore,
            Instant causedAt,
            boolean tracked,
            Content content)
            implements Effect {}

    /** A finished message: rendered and addressed. */
    sealed interface Content {
        Channel channel();

        /** @param from the shop's name as the sender's; null: it has none that an SMS can carry */
        record Sms(String to, @Nullable String from, String text) implements Content {
            @Override
            public Channel channel() {
                return Channel.SMS;
            }
        }

        /** @param fromName the shop's name as the sender's; null: it has none */
        record Email(
                String to,
                @Nullable String toName,
                @Nullable String fromName,
                String subject,
                String html,
                String text,
                @Nullable String unsubscribeUrl)
                implements Content {
            @Override
            public Channel channel() {
                return Channel.EMAIL;
            }
        }

        record Push(
                List<Device> devices,
                String title,
                String body,
                @Nullable String url,
                @Nullable String imageUrl) implements Content {
            public Push {
                devices = List.copyOf(devices);
            }

            @Override
            public Channel channel() {
                return Channel.PUSH;
            }
        }
    }

    /** Take this message back if no sender has handed it on yet. */
    record Revoke(UUID message, Channel channel, RevokeReason reason) implements Effect {}

    /** Record this decision, in engine.decisions and as entry {@code sequence} of the customer's timeline. */
    record Record(Decision decision, int sequence) implements Effect {}

    /** Ask the key that owns the answer, which comes back to the customer's. */
    record Ask(String askId, Owner owner, Request request) implements Effect {}

    /** Give back what this key has granted: the answer came too late, or the message did not go out. */
    record GiveBack(String askId, Owner owner) implements Effect {}

    /** Answer another key: it is granted. */
    record Grant(String askId, String asker, Map<String, Object> result) implements Effect {}

    /** Answer another key: it is refused. */
    record Refuse(String askId, String asker, RefuseReason reason, String detail) implements Effect {}

    /** Tell the owner of an address what the customer has to say of it. */
    record TellAddress(AddressKey address, AddressWord word) implements Effect {}

    /** Tell the pool of an offer what the customer did with a code of it. Nobody answers it. */
    record TellPool(String offer, PoolWord word) implements Effect {}

    /** Tell the owner of a product, or of a bucket, why it concerns the customer. Nobody answers it. */
    record TellProduct(ProductKey product, InterestWord word) implements Effect {}

    /** Take one message out of the partition's part of a budget. */
    record Spend(BudgetKey budget) implements Effect {}

    /**
     * Send the customer what this visitor's key has.
     *
     * @param move names the request that it answers
     * @param state without wake-ups, ties and numbers of the timeline
     */
    record MoveOut(CustomerKey to, UUID move, CustomerState state) implements Effect {}

    /** Tell the other key something about a move. */
    record TellMove(CustomerKey to, UUID move, MoveWord word) implements Effect {}

    /** Hand the signal on as it is: the visitor is that customer. */
    record Relay(CustomerKey to) implements Effect {}

    /** Set the signal's record aside, for people to look at, without doing what it asks for. */
    record SetAside(SetAsideReason reason) implements Effect {}

    /**
     * Count that an event started nothing, and tell so where somebody asks why. No state remembers it: events come by the hundred.
     *
     * @param event its type
     * @param journey that it did not start; null where no journey listens to it
     * @param detail what did not hold; null where the reason says it all
     */
    record Passed(
            String event,
            @Nullable String eventId,
            @Nullable JourneyId journey,
            NoEntryReason reason,
            @Nullable String detail)
            implements Effect {}

    /** Forget the customer: delete the timeline too. */
    record Erase() implements Effect {}
}
