package dev.vestnik.service.link;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The meaning of a link that anybody may open; its token holds all of it, sealed. */
public sealed interface PublicLink {

    /**
     * A link of a message.
     *
     * @param target where it leads
     */
    record Click(LinkedMessage sent, String target) implements PublicLink {}

    /** The picture of a message that tells that it was opened. */
    record Open(LinkedMessage sent) implements PublicLink {}

    /**
     * Stops messages. It does not expire: a customer may have kept the message for years.
     *
     * @param topic null: all topics
     */
    record OptOut(
            CustomerKey customer,
            ChannelName channel,
            @Nullable String topic) implements PublicLink {}

    /**
     * The page of a customer's choices.
     *
     * @param at when the link was made
     */
    record Preferences(CustomerKey customer, Instant at) implements PublicLink {}

    /**
     * The second yes of who has filled in a form.
     *
     * @param form by its name
     * @param at when it was filled in
     */
    record Confirmation(CustomerKey customer, ChannelName channel, String form, Instant at) implements PublicLink {}
}
