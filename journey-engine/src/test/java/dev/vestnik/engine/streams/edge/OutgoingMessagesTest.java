package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.reason.TakenBack;
import dev.vestnik.schemas.topic.ChannelName;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutgoingMessagesTest {
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");

    /** The senders of other channels keep no memory of it. */
    @Test
    void takesAMessageBackFromTheSenderOfItsChannel() {
        Effect.Revoke revoke = new Effect.Revoke(new UUID(1, 2), Channel.EMAIL, TakenBack.values()[0]);
        assertThat(OutgoingMessages.revocation(ANNA, revoke, Instant.EPOCH).getChannel())
                .isEqualTo(ChannelName.EMAIL.name());
    }

    @Test
    void takesALaunchBackFromEverySender() {
        assertThat(OutgoingMessages.cancelled("campaign.spring", 1, Instant.EPOCH)
                        .getChannel())
                .isNull();
    }
}
