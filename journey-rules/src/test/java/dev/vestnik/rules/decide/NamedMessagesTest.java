package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions name the message that they are about, also where it has not gone out: whoever asks for it finds all of them. */
class NamedMessagesTest {
    private static final String NEWS = """
            id: news
            class: marketing
            topic: news
            entry: {on: order.shipped, key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}, {via: email}], onSent: end}
              end: {type: end}
            """;

    private static List<UUID> ids(Shop shop, Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .map(Decision::message)
                .map(Objects::requireNonNull)
                .map(MessageFacts::id)
                .toList();
    }

    @Test
    void aMessageThatWasHeldGoesOutUnderTheIdThatItWasHeldUnder() {
        Shop shop = new Shop(Written.journey(NEWS))
                .set(Settings.of("quietHours: [{from: '14:00', to: '16:00'}]"))
                .known()
                .happens("order.shipped", Map.of("orderId", "o1"));
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ofHours(2));
        assertThat(ids(shop, Outcome.HELD))
                .containsExactly(shop.sent().getFirst().message());
    }

    @Test
    void aMessageThatDoesNotGoOutHasTheIdThatItWouldHaveHad() {
        Shop shop = new Shop(Written.journey(NEWS)).happens("order.shipped", Map.of("orderId", "o1"));
        assertThat(shop.sent()).isEmpty();
        assertThat(ids(shop, Outcome.SKIPPED)).hasSize(2).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void aMessageThatIsTakenBackIsNamed() {
        Shop shop = new Shop(Carts.abandoned(1)).known();
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        shop.happens("order.placed", cart("c1", 100));
        assertThat(ids(shop, Outcome.REVOKED)).containsExactly(shop.lastSent().message());
    }
}
