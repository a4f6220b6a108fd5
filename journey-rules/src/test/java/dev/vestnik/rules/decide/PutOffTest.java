package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Senders put messages off while a provider has no room: nothing is wrong with the message, and no try is spent. */
class PutOffTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Shop shop(String channels) {
        Shop shop = new Shop(Written.journey("""
                {id: shipped, class: service, entry: {on: order.shipped, key: event.orderId}, start: tell,
                 steps: {tell: {type: message, template: hello, channels: [CHANNELS], onSent: end, onNone: never},
                         never: {type: end}, end: {type: end}}}
                """.replace("CHANNELS", channels)));
        return shop.known().happens("order.shipped", Map.of("orderId", "o1"));
    }

    @Test
    void anHourOfOutageFailsNothingForGood() {
        Shop shop = shop("{via: sms}");
        Instant begun = shop.now();
        while (shop.now().isBefore(begun.plus(Duration.ofHours(1)))) {
            shop.putOff(shop.lastSent(), shop.now().plus(MINUTE)).after(Duration.ofMinutes(15));
        }
        assertThat(shop.story()).doesNotContain("LEFT completed");
        shop.receipt(shop.lastSent(), Status.ACCEPTED);
        assertThat(shop.story()).endsWith("RECEIPT accepted", "LEFT completed");
        assertThat(shop.sent())
                .extracting(Effect.Send::message)
                .containsOnly(shop.lastSent().message());
    }

    @Test
    void aMessagePutOffIsNotTriedBeforeItsTime() {
        Shop shop = shop("{via: sms}");
        shop.putOff(shop.lastSent(), shop.now().plus(Duration.ofMinutes(40))).after(Duration.ofMinutes(39));
        assertThat(shop.sent()).hasSize(1);
        shop.after(MINUTE);
        assertThat(shop.sent()).hasSize(2);
    }

    /** A provider that always says "in a second" does not make the engine decide once a second. */
    @Test
    void theBreaksGetLongerAsForAnyFailure() {
        Shop shop = shop("{via: sms}");
        for (long minutes : List.of(1, 5, 15, 15, 15)) {
            int before = shop.sent().size();
            shop.putOff(shop.lastSent(), shop.now().plusSeconds(1))
                    .after(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(shop.sent()).hasSize(before);
            shop.after(Duration.ofSeconds(1));
            assertThat(shop.sent()).hasSize(before + 1);
        }
    }

    @Test
    void aFailureAfterItHasAllItsTries() {
        Shop shop = shop("{via: sms}");
        for (int i = 0; i < 6; i++) {
            shop.putOff(shop.lastSent(), shop.now().plus(MINUTE)).after(Duration.ofMinutes(15));
        }
        int putOff = shop.sent().size();
        for (int i = 0; i < 4; i++) {
            shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY).after(Duration.ofMinutes(15));
        }
        assertThat(shop.sent()).hasSize(putOff + 3);
        assertThat(shop.story()).endsWith("RECEIPT failed-temporary", "LEFT completed");
    }

    @Test
    void theFallbackGoesAtOnceWhereThenIsAfterItsTurn() {
        Shop shop = shop("{via: push, until: delivered, for: PT10M}, {via: sms}");
        shop.putOff(shop.lastSent(), shop.now().plus(Duration.ofMinutes(10)));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS);
    }

    @Test
    void howeverOftenItIsPutOffTheFallbackHasItsTurn() {
        Shop shop = shop("{via: push, until: delivered, for: PT10M}, {via: sms}");
        Instant turn = shop.now().plus(Duration.ofMinutes(10));
        while (shop.channels().getLast() == Channel.PUSH && !shop.now().isAfter(turn)) {
            assertThat(shop.lastSent().deliverBefore()).isEqualTo(turn);
            shop.putOff(shop.lastSent(), shop.now().plus(MINUTE)).after(MINUTE);
        }
        assertThat(shop.channels().getLast()).isEqualTo(Channel.SMS);
        assertThat(shop.now()).isBeforeOrEqualTo(turn);
    }

    @Test
    void aMessageThatIsPutOffForItsWholeLifeIsOver() {
        Shop shop = shop("{via: sms}");
        Instant end = shop.lastSent().deliverBefore();
        for (int i = 0; i < 400 && !shop.story().contains("LEFT completed"); i++) {
            shop.putOff(shop.lastSent(), shop.now().plus(MINUTE)).after(Duration.ofMinutes(15));
        }
        assertThat(shop.story()).endsWith("RECEIPT failed-temporary", "LEFT completed");
        assertThat(shop.now()).isBetween(end.minus(Duration.ofMinutes(15)), end.plus(Duration.ofMinutes(15)));
    }

    /** An engine of before could not read how often it was. */
    @Test
    void beforeEveryEngineKnowsOfItThenIsHeededAndCountsAsATry() {
        Shop shop = shop("{via: sms}");
        shop.publish(shop.published().on(FeatureLevel.MEMORY));
        for (int i = 0; i < 5; i++) {
            shop.putOff(shop.lastSent(), shop.now().plus(Duration.ofMinutes(20)))
                    .after(Duration.ofMinutes(20));
        }
        assertThat(shop.sent()).hasSize(6);
        assertThat(shop.state().messages().getFirst().putOffs()).isEqualTo(PutOffs.NONE);
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY);
        assertThat(shop.story()).endsWith("LEFT completed");
    }
}
