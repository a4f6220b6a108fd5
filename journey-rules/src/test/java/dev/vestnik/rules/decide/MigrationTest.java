package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.Via;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer in the middle of push, SMS, e-mail, when a version with another chain takes over. */
class MigrationTest {
    private final Shop shop = new Shop(Carts.abandoned(1)).known();

    @BeforeEach
    void pushed() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
    }

    @Test
    void goesOnAfterTheChannelThatWasSentWhereverItStandsNow() {
        publish(Channel.SMS, Channel.PUSH, Channel.EMAIL);
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.EMAIL);
    }

    @Test
    void doesNotFallBackOnAChannelThatHasHadItsTurn() {
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        publish(Channel.SMS, Channel.PUSH, Channel.EMAIL);
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL);
    }

    @Test
    void endsWhereTheChannelThatWasSentIsGone() {
        publish(Channel.SMS, Channel.EMAIL);
        shop.after(Duration.ofDays(1));
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
        assertThat(shop.story()).endsWith("LEFT channel-gone");
    }

    private void publish(Channel... chain) {
        Journey next = Carts.abandoned(2);
        Step.Message remind = (Step.Message) next.step("remind");
        List<Via> vias = Stream.of(chain)
                .map(channel -> new Via(channel, Via.Reached.DELIVERED, Duration.ofMinutes(30), null))
                .toList();
        Map<String, Step> steps = new HashMap<>(next.steps());
        steps.put(
                "remind",
                new Step.Message(
                        "remind",
                        remind.template(),
                        remind.within(),
                        remind.until(),
                        vias,
                        remind.onSent(),
                        remind.onNone()));
        shop.publish(Shop.definitions(
                2,
                Definitions.Status.LIVE,
                InFlight.MIGRATE,
                Carts.abandoned(1),
                Carts.withSteps(next, steps, next.start())));
    }
}
