package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private final Shop shop = new Shop(Written.journey("""
                    {id: shipped, class: service, entry: {on: order.shipped, key: event.orderId}, start: tell,
                     steps: {tell: {type: message, template: hello,
                                    channels: [{via: push, until: opened, for: PT10M}, {via: email}], onSent: end},
                             end: {type: end}}}
                    """), Written.journey("""
                    {id: seen, class: service, entry: {on: message.read, key: event.messageId, if: 'event.channel == "push"'},
                     start: end, steps: {end: {type: end}}}
                    """));

    private Effect.Send shipped() {
        shop.known().happens("order.shipped", Map.of("orderId", "o1"));
        return shop.lastSent();
    }

    @Test
    void readIsMoreThanDeliveredAndLessThanOpened() {
        Effect.Send push = shipped();
        shop.receipt(push, Status.READ).receipt(push, Status.DELIVERED).receipt(push, Status.READ);
        assertThat(shop.story()).containsOnlyOnce("RECEIPT read").doesNotContain("RECEIPT delivered");
        assertThat(message().status()).isEqualTo(Outstanding.Status.READ);
        shop.receipt(push, Status.OPENED);
        assertThat(message().status()).isEqualTo(Outstanding.Status.OPENED);
    }

    @Test
    void theStepThatWaitsUntilItIsOpenedIsDoneWhenItIsRead() {
        Effect.Send push = shipped();
        shop.receipt(push, Status.DELIVERED);
        assertThat(shop.state().instances()).hasSize(1);
        shop.receipt(push, Status.READ);
        assertThat(shop.state().instances()).isEmpty();
        shop.after(Duration.ofMinutes(11));
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
    }

    @Test
    void aJourneyMayBeginWithIt() {
        shop.receipt(shipped(), Status.READ);
        assertThat(shop.only(Effect.Record.class))
                .extracting(Effect.Record::decision)
                .anySatisfy(decision -> {
                    assertThat(decision.outcome()).isEqualTo(Decision.Outcome.ENTERED);
                    assertThat(decision.about().journey()).isEqualTo("seen");
                });
    }

    /** An engine of before reads a message that was read as opened, and would not know what READ is. */
    @Test
    void beforeEveryEngineKnowsOfItReadCountsAsOpened() {
        Effect.Send push = shipped();
        shop.publish(shop.published().on(FeatureLevel.MEMORY));
        shop.receipt(push, Status.READ);
        assertThat(message().status()).isEqualTo(Outstanding.Status.OPENED);
        assertThat(shop.story()).contains("RECEIPT read");
        assertThat(shop.state().instances()).isEmpty();
    }

    @Test
    void theTimelineShowsTheProvidersIdsAndThePrice() {
        Effect.Send push = shipped();
        Map<String, String> shown = Map.of("providerIds", "a-1 a-2", "price", "0.004500 EUR");
        Receipt.Details details = new Receipt.Details("ok", true, null, false, false, List.of(), shown);
        shop.reported(push.message(), 1, Channel.PUSH, Status.ACCEPTED, details);
        assertThat(shop.only(Effect.Record.class).getLast().decision().inputs())
                .containsAllEntriesOf(shown)
                .containsEntry("code", "ok")
                .containsEntry("possibleDuplicate", "true");
    }

    @Test
    void aPriceIsSaidOnceHoweverOftenAndInWhicheverOrderItIsReported() {
        Effect.Send push = shipped();
        charged(push, 1, Status.ACCEPTED);
        charged(push, 1, Status.ACCEPTED);
        charged(push, 1, Status.DELIVERED);
        charged(push, 1, Status.ACCEPTED);
        assertThat(prices()).containsExactly("0.004500 EUR");
        assertThat(shop.story()).containsOnlyOnce("RECEIPT accepted").containsOnlyOnce("RECEIPT delivered");
    }

    @Test
    void aPriceThatADeliveryOvertookIsSaidLate() {
        Effect.Send push = shipped();
        shop.receipt(push, Status.DELIVERED).receipt(push, Status.ACCEPTED);
        assertThat(shop.story()).doesNotContain("RECEIPT accepted");
        charged(push, 1, Status.ACCEPTED);
        charged(push, 1, Status.ACCEPTED);
        assertThat(prices()).containsExactly("0.004500 EUR");
        assertThat(message().status()).isEqualTo(Outstanding.Status.DELIVERED);
    }

    @Test
    void eachAttemptHasItsPrice() {
        Effect.Send push = shipped();
        shop.receipt(push, Status.FAILED_TEMPORARY).after(Duration.ofMinutes(5));
        assertThat(shop.lastSent().attempt()).isEqualTo(2);
        charged(push, 1, Status.ACCEPTED);
        charged(push, 2, Status.ACCEPTED);
        charged(push, 2, Status.ACCEPTED);
        assertThat(prices()).hasSize(2);
    }

    private void charged(Effect.Send push, int attempt, Status status) {
        Map<String, String> shown = Map.of("price", "0.004500 EUR");
        Receipt.Details details = new Receipt.Details(null, false, null, false, false, List.of(), shown);
        shop.reported(push.message(), attempt, Channel.PUSH, status, details);
    }

    private List<String> prices() {
        return shop.only(Effect.Record.class).stream()
                .map(record -> record.decision().inputs().get("price"))
                .filter(Objects::nonNull)
                .toList();
    }

    private Outstanding message() {
        return shop.state().messages().getFirst();
    }
}
