package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries by several events, by a fact that is told twice, and by what the customer is in or was sent. */
class EntryTest {
    private static final String PAID = """
            id: paid
            class: service
            entry: {on: [order.placed, payment.received], key: event.orderId, once: event.orderId}
            start: tell
            steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}
            """;
    private static final String SALE = """
            id: sale
            topic: sales
            entry: {on: x.sale, if: 'CONDITION'}
            start: wait
            steps:
              wait: {type: delay, for: PT1H, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;

    @Test
    void eachOfSeveralEventsStartsIt() {
        String many = PAID.replace(", once: event.orderId", "");
        assertThat(shop(many).happens("order.placed", order("o1")).sent()).hasSize(1);
        assertThat(shop(many).happens("payment.received", order("o1")).sent()).hasSize(1);
        assertThat(shop(many).happens("order.shipped", order("o1")).sent()).isEmpty();
        assertThat(Written.journey(many).eventTypes()).containsExactlyInAnyOrder("order.placed", "payment.received");
    }

    @Test
    void theSameFactUnderAnotherIdStartsNothing() {
        Shop shop = shop(PAID).happens("order.placed", order("o1"));
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.ACCEPTED);
        assertThat(shop.state().instances()).isEmpty();
        shop.happens("order.placed", order("o1")).happens("payment.received", order("o1"));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.story()).contains("NOT_ENTERED already-entered");
        assertThat(shop.happens("order.placed", order("o2")).sent()).hasSize(2);
    }

    @Test
    void aFactIsForgottenAfterAMonth() {
        Shop shop = shop(PAID).happens("order.placed", order("o1")).after(Duration.ofDays(29));
        assertThat(shop.happens("order.placed", order("o1")).sent()).hasSize(1);
        assertThat(shop.after(Duration.ofDays(3))
                        .happens("order.placed", order("o1"))
                        .sent())
                .hasSize(2);
    }

    @Test
    void aFactThatCannotBeComputedIsANewOneAndSaidSo() {
        Shop shop = shop(PAID.replace("once: event.orderId", "once: event.cartId"));
        shop.happens("order.placed", order("o1")).happens("order.placed", order("o2"));
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.story()).contains("SKIPPED condition-unknown");
    }

    @Test
    void aFactThatIsAMapIsNoneSinceItsTextIsAnotherInEachProcess() {
        Shop shop = shop(SALE.replace("if: 'CONDITION'", "once: event.fact, key: event.n"));
        shop.happens("x.sale", Map.of("n", 1L, "fact", Map.of("a", 1L, "b", 2L)));
        shop.happens("x.sale", Map.of("n", 2L, "fact", Map.of("a", 1L, "b", 2L)));
        assertThat(shop.state().instances()).hasSize(2);
        assertThat(shop.story()).contains("SKIPPED condition-unknown");
    }

    @Test
    void aKeyThatIsAMapOrAListStartsNothing() {
        Shop shop = shop(SALE.replace("if: 'CONDITION'", "key: event.of"));
        shop.happens("x.sale", Map.of("of", Map.of("a", 1L))).happens("x.sale", Map.of("of", List.of(1L)));
        assertThat(shop.state().instances()).isEmpty();
        assertThat(shop.story()).contains("NOT_ENTERED no-key");
        assertThat(shop.happens("x.sale", Map.of("of", 1L)).state().instances()).hasSize(1);
    }

    @Test
    void aRunOfAnotherJourneyKeepsTheCustomerOut() {
        String picky = SALE.replace("id: sale", "id: picky").replace("if: 'CONDITION'", "onlyIfNotIn: [sale]");
        Shop shop = shop(SALE.replace("CONDITION", "event.kind == 1"), picky);
        shop.happens("x.sale", Map.of("kind", 2L));
        assertThat(shop.state().instances()).hasSize(1);
        Shop other = shop(SALE.replace("CONDITION", "event.kind == 1"), picky.replace("x.sale", "x.other"));
        other.happens("x.sale", Map.of("kind", 1L)).happens("x.other", Map.of());
        assertThat(other.state().instances()).hasSize(1);
        assertThat(other.only(Effect.Record.class).getLast().decision())
                .satisfies(decision -> assertThat(decision.reason()).isEqualTo("in-other-journey"))
                .satisfies(decision -> assertThat(decision.inputs()).containsEntry("other", "sale"));
        other.after(Duration.ofHours(1)).receipt(other.lastSent(), Signal.Receipt.Status.ACCEPTED);
        assertThat(other.happens("x.other", Map.of()).state().instances()).hasSize(1);
    }

    @Test
    void conditionsAskWhetherTheCustomerIsInAJourney() {
        Shop shop = shop(
                SALE.replace("if: 'CONDITION'", "key: event.kind"),
                SALE.replace("id: sale", "id: asks")
                        .replace("x.sale", "x.ask")
                        .replace("CONDITION", "!customer.in(\"sale\")"));
        shop.happens("x.ask", Map.of());
        assertThat(shop.state().instances()).hasSize(1);
        shop.happens("x.sale", Map.of("kind", 1L)).after(Duration.ofMinutes(59));
        Shop inside = shop(
                SALE.replace("if: 'CONDITION'", "key: event.kind"),
                SALE.replace("id: sale", "id: asks")
                        .replace("x.sale", "x.ask")
                        .replace("CONDITION", "!customer.in(\"sale\")"));
        inside.happens("x.sale", Map.of("kind", 1L)).happens("x.ask", Map.of());
        assertThat(inside.state().instances())
                .extracting(instance -> instance.journey().value())
                .containsExactly("sale");
    }

    @Test
    void conditionsAskWhenATopicWasLastSent() {
        Shop shop = shop(SALE.replace("CONDITION", "now - customer.lastSent(\"sales\") > duration(\"72h\")"));
        shop.happens("x.sale", Map.of()).after(Duration.ofHours(1));
        assertThat(shop.sent()).hasSize(1);
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.ACCEPTED);
        shop.after(Duration.ofHours(71)).happens("x.sale", Map.of());
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(1);
        shop.after(Duration.ofHours(2)).happens("x.sale", Map.of());
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(2);
    }

    @Test
    void whatWasLastSentIsForgottenAfterMoreThanAYearAndNotKeptBelowTheLevel() {
        Shop shop = shop(SALE.replace("CONDITION", "true")).happens("x.sale", Map.of());
        shop.after(Duration.ofDays(399));
        assertThat(shop.state().memory().history().sent()).hasSize(1);
        assertThat(shop.after(Duration.ofDays(3)).state().memory().history().sent())
                .isEmpty();
        Shop below = shop(SALE.replace("CONDITION", "true"));
        below.publish(below.published().on(FeatureLevel.ADDRESSES));
        below.happens("x.sale", Map.of()).after(Duration.ofHours(1));
        assertThat(below.sent()).hasSize(1);
        assertThat(below.state().memory().history().isEmpty()).isTrue();
    }

    @Test
    void ofTooManyTopicsTheOldestGoesAndADecisionSaysSo() {
        Journey[] journeys = new Journey[51];
        for (int i = 0; i < journeys.length; i++) {
            journeys[i] = Written.journey(SALE.replace("id: sale", "id: sale-" + i)
                    .replace("topic: sales", "topic: sales-" + i)
                    .replace("CONDITION", "true"));
        }
        Shop shop = new Shop(journeys).known();
        shop.happens("x.sale", Map.of()).after(Duration.ofHours(1));
        assertThat(shop.state().memory().history().sent()).hasSize(50);
        assertThat(shop.story()).contains("DROPPED last-sent-not-kept");
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(PAID.replace("payment.received]", "payment.recieved]")))
                .containsExactly(
                        "entry.on[1]: there is no event \"payment.recieved\"; did you mean \"payment.received\"?");
        assertThat(faults(PAID.replace("payment.received]", "order.placed]")))
                .containsExactly("entry.on[1]: is there twice");
        assertThat(faults(PAID.replace("[order.placed, payment.received]", "[]")))
                .contains("entry.on: must be 1-20 types of events");
        assertThat(faults(PAID.replace("once: event.orderId", "once: now")))
                .containsExactly("entry.once: must give a text or a number, gives an instant");
        assertThat(faults(SALE.replace("if: 'CONDITION'", "onlyIfNotIn: [A B]")))
                .containsExactly("entry.onlyIfNotIn[0]: must be 1-100 small letters, digits, dots and dashes");
        assertThat(faults(SALE.replace("if: 'CONDITION'", "onlyIfNotIn: []")))
                .containsExactly("entry.onlyIfNotIn: must be 1-20 ids of journeys");
        assertThat(faults(SALE.replace("CONDITION", "customer.lastSent(5) < now")))
                .isNotEmpty();
        assertThat(faults(SALE.replace("CONDITION", "event.in(\"sale\")"))).hasSize(1);
    }

    private static Shop shop(String... journeys) {
        return new Shop(List.of(journeys).stream().map(Written::journey).toArray(Journey[]::new)).known();
    }

    private static Map<String, Object> order(String id) {
        return Map.of("orderId", id);
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
