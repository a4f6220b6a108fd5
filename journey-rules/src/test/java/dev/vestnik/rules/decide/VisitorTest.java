package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.offer.OfferNews;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.owner.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A visitor turns out to be a customer: all that the visitor's key had comes along, and what is still said to it. */
class VisitorTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey BORIS = Household.BORIS;
    private static final CustomerKey VISITOR = new CustomerKey("main", "~v");
    private static final CustomerKey OTHER = new CustomerKey("main", "~w");

    private final Household household = new Household(Carts.abandoned(1, null, 0), Written.journey("""
            {id: shipped, class: service, entry: {on: order.shipped, key: event.orderId}, start: tell,
             steps: {tell: {type: message, template: hello, channels: [{via: push, until: delivered, for: PT10M}, {via: email}]}}}
            """));

    @Test
    void aCartThatAGuestFilledIsRemindedOnceTheyLoggedIn() {
        known(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.passes(Duration.ofHours(1));
        identified(ANNA);
        assertThat(household.story(VISITOR)).contains("MERGED moved-out");
        assertThat(household.story(ANNA)).contains("MERGED moved-in");

        household.passes(Carts.QUIET);
        assertThat(household.sent(VISITOR)).isEmpty();
        assertThat(household.sent(ANNA))
                .filteredOn(send -> send.content().channel() == Channel.PUSH)
                .singleElement()
                .satisfies(send -> assertThat(send.causedAt()).isEqualTo(Shop.NOON.plus(Carts.QUIET)));
    }

    @Test
    void whatHappenedBeforeStartsNothingAgain() {
        known(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.happens(VISITOR, "order.placed", cart("c1", 100));
        identified(ANNA);
        household.passes(Duration.ofDays(2));
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.story(ANNA)).doesNotContain("ENTERED");
    }

    @Test
    void whatIsSaidToTheVisitorLaterIsTheCustomers() {
        known(ANNA);
        identified(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.passes(Carts.QUIET);
        assertThat(household.sent(ANNA)).hasSize(1);
        assertThat(household.state(VISITOR).instances()).isEmpty();
    }

    /** Two keys hear in no order: an address that the customer has comes too late for it, and the timeline says so. */
    @Test
    void whatTheVisitorsKeyHearsBeforeTheQuestionItDecidesItself() {
        known(ANNA);
        household.says(ANNA, "customer.identified", Map.of("visitorId", "v"));
        household.says(VISITOR, "order.shipped", Map.of("orderId", "o1"));
        household.settle();
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.story(VISITOR))
                .containsSubsequence("SKIPPED no-device", "SKIPPED no-email", "LEFT completed", "MERGED moved-out");

        household.happens(VISITOR, "order.shipped", Map.of("orderId", "o2"));
        assertThat(household.sent(ANNA)).hasSize(1);
    }

    @Test
    void nothingOfTheVisitorsIsLeftAtTheVisitorsKey() {
        known(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        identified(ANNA);
        CustomerState state = household.state(VISITOR);
        Ties.Departure departure = state.ties().departure();
        assertThat(departure).isNotNull();
        assertThat(departure.left()).as("confirmed").isNull();
        assertThat(state.withTies(Ties.NONE)
                        .withArmed(CustomerState.NEW.armed())
                        .isEmpty())
                .isTrue();

        household.passes(MovesIn.FORWARDED);
        assertThat(household.state(VISITOR).ties()).isEqualTo(Ties.NONE);
        household.passes(MovesIn.FORWARDED);
        assertThat(household.state(ANNA).ties()).as("is forgotten, too").isEqualTo(Ties.NONE);
    }

    @Test
    void aStateThatComesTwiceIsTakenOnce() {
        known(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        identified(ANNA);
        Effect.MoveOut moved = household.only(VISITOR, Effect.MoveOut.class).getFirst();
        CustomerState before = household.state(ANNA);
        household.signal(ANNA, new Signal.MovedIn(VISITOR, moved.move(), moved.state()));
        assertThat(household.state(ANNA)).isSameAs(before);
    }

    @Test
    void aMoveThatNobodyConfirmsIsSentAgain() {
        household.signal(VISITOR, happened("cart.updated", cart("c1", 100)));
        household.signal(VISITOR, new Signal.Asked("move/" + new UUID(1, 2), ANNA.toString(), new Request.MoveOut()));
        household.lose();
        household.passes(MovesOut.AGAIN);
        assertThat(household.only(VISITOR, Effect.MoveOut.class)).hasSize(2);
        nobodyIsLeft(VISITOR); // whom nobody expects was erased
    }

    @Test
    void theFirstCustomerHasTheVisitor() {
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        identified(ANNA);
        identified(BORIS);
        assertThat(household.state(ANNA).instances()).hasSize(1);
        assertThat(household.state(BORIS).instances()).isEmpty();
        assertThat(household.story(BORIS)).containsExactly("NOT_MERGED of-another");
        assertThat(household.state(BORIS).ties().expected()).isEmpty();
    }

    @Test
    void nobodyMovesBeforeEveryEngineKnowsIt() {
        household.publish(household.published().on(FeatureLevel.ADDRESSES));
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        identified(ANNA);
        assertThat(household.only(ANNA, Effect.Ask.class)).isEmpty();
        assertThat(household.state(VISITOR).instances()).hasSize(1);
    }

    @Test
    void aVisitorIsNoCustomer() {
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.happens(OTHER, "customer.identified", Map.of("visitorId", "v"));
        assertThat(household.story(OTHER)).containsExactly("NOT_MERGED not-a-customer");
        assertThat(household.state(VISITOR).instances()).hasSize(1);
    }

    @Test
    void identifiedAtEachVisitItIsAskedOnceADay() {
        for (int i = 0; i < 5; i++) {
            identified(ANNA);
        }
        assertThat(household.only(ANNA, Effect.Ask.class)).hasSize(1);

        household.passes(Duration.ofDays(20));
        identified(ANNA);
        household.passes(Duration.ofDays(20));
        assertThat(household.state(VISITOR).ties().departure())
                .as("forwards for longer")
                .isNotNull();
        assertThat(household.story(ANNA)).filteredOn("MERGED moved-in"::equals).hasSize(1);
    }

    @Test
    void receiptsOfWhatTheVisitorGotFindTheirMessage() {
        registered(VISITOR);
        household.happens(VISITOR, "order.shipped", Map.of("orderId", "o1"));
        Effect.Send push = household.sent(VISITOR).getFirst();
        known(ANNA);
        identified(ANNA);
        report(push, Receipt.Status.DELIVERED);
        household.passes(Duration.ofHours(1));
        assertThat(household.sent(ANNA)).as("no fallback").isEmpty();
        assertThat(household.story(ANNA)).contains("RECEIPT delivered");
    }

    @Test
    void aRetryOfWhatTheVisitorGotIsTheSameMessage() {
        registered(VISITOR);
        household.happens(VISITOR, "order.shipped", Map.of("orderId", "o1"));
        Effect.Send push = household.sent(VISITOR).getFirst();
        known(ANNA);
        identified(ANNA);
        report(push, Receipt.Status.FAILED_TEMPORARY);
        household.passes(Duration.ofHours(1));
        assertThat(household.sent(ANNA)).first().satisfies(again -> {
            assertThat(again.message()).isEqualTo(push.message());
            assertThat(again.attempt()).isEqualTo(2);
        });
    }

    @Test
    void theOlderRunOfAKeyGoesOnWithWhatTheYoungerOneLearnt() {
        known(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.passes(Duration.ofHours(1));
        household.happens(ANNA, "cart.updated", cart("c1", 250));
        identified(ANNA);
        assertThat(household.story(ANNA)).contains("LEFT merged");
        Instance run = household.state(ANNA).instances().getFirst();
        assertThat(household.state(ANNA).instances()).hasSize(1);
        assertThat(Ids.owner(run.id())).isEqualTo(VISITOR.murmur2());
        assertThat(run.context()).containsEntry("total", 250L);

        household.passes(Carts.QUIET.minusSeconds(1));
        assertThat(household.sent(ANNA))
                .as("two hours after the customer was last here")
                .isEmpty();
        household.passes(Duration.ofDays(1));
        assertThat(household.sent(ANNA))
                .filteredOn(send -> send.content().channel() == Channel.PUSH)
                .hasSize(1);

        household.happens(ANNA, "order.placed", cart("c1", 250));
        assertThat(household.story(ANNA)).filteredOn("CONVERTED"::equals).hasSize(1);
    }

    @Test
    void aPurchaseIsTheYoungerRunsWhereTheTimeOfTheOldersGoalIsOver() {
        Journey journey = Written.journey("""
            {id: slow, class: service, entry: {on: cart.updated, key: event.cartId},
             goal: {on: order.placed, match: event.cartId == key, within: PT25H}, start: wait,
             steps: {wait: {type: delay, for: P5D}}}
            """);
        for (List<CustomerKey> order : List.of(List.of(ANNA, VISITOR), List.of(VISITOR, ANNA))) {
            Household slow = new Household(journey);
            slow.happens(order.getFirst(), "cart.updated", cart("c1", 100));
            slow.after(Duration.ofHours(26).toSeconds());
            slow.happens(order.getLast(), "cart.updated", cart("c1", 250));
            slow.happens(ANNA, "customer.identified", Map.of("visitorId", "v"));
            slow.happens(ANNA, "order.placed", cart("c1", 250));
            assertThat(slow.story(ANNA))
                    .as("the older one is of " + order.getFirst())
                    .containsOnlyOnce("CONVERTED");
        }
    }

    @Test
    void aPurchaseThatWasFasterThanTheMoveEndsTheVisitorsRun() {
        known(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.after(60);
        household.says(ANNA, "customer.identified", Map.of("visitorId", "v"));
        household.says(ANNA, "order.placed", cart("c1", 100));
        household.passes(Duration.ofDays(1));
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.story(ANNA)).contains("LEFT purchased");
    }

    @Test
    void theCustomersOwnWordOnConsentWins() {
        consent(ANNA, "sms", false);
        consent(VISITOR, "sms", true);
        consent(VISITOR, "email", true);
        consent(VISITOR, "push", false);
        consent(ANNA, "any", true);
        household.happens(
                VISITOR, "consent.changed", Map.of("channel", "sms", "topic", "sales", "granted", true, "source", "x"));
        identified(ANNA);
        assertThat(household.state(ANNA).consents())
                .extracting(Consent::channel, Consent::granted)
                .as("a yes only where nothing was said, a no in any case; the customer's words are the later ones")
                .containsExactly(tuple(Channel.PUSH, false), tuple(Channel.SMS, false), tuple(null, true));
    }

    @Test
    void theCustomersProfileStandsAndTheVisitorsFillsGaps() {
        household.happens(ANNA, "customer.updated", Map.of("firstName", "Anna", "attributes", Map.of("tier", "gold")));
        household.happens(
                VISITOR,
                "customer.updated",
                Map.of("firstName", "Guest", "locale", "ru", "attributes", Map.of("tier", "none", "size", "M")));
        identified(ANNA);
        assertThat(household.state(ANNA).profile().fields())
                .containsEntry("firstName", "Anna")
                .containsEntry("locale", "ru")
                .containsEntry("attributes", Map.of("tier", "gold", "size", "M"));
    }

    @Test
    void aDeviceThatTheVisitorRegisteredIsTheCustomers() {
        registered(VISITOR);
        identified(ANNA);
        assertThat(household.tokens(ANNA)).containsExactly("t-" + VISITOR.customerId());
        household.passes(Duration.ofDays(1));
        registered(BORIS, "t-" + VISITOR.customerId());
        assertThat(household.tokens(ANNA)).as("its owner knows whose it is").isEmpty();
    }

    @Test
    void anErasureReachesWhatTheVisitorsKeyHas() {
        known(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.says(ANNA, "customer.identified", Map.of("visitorId", "v"));
        household.says(ANNA, "customer.erased", Map.of());
        assertThat(household.state(ANNA).ties().erasure().pending()).containsExactly(VISITOR);
        household.passes(Duration.ofDays(2));
        assertThat(household.state(ANNA).ties().erasure().pending()).isEmpty();
        assertThat(household.state(ANNA).isOfSomebody()).isFalse();
        nobodyIsLeft(VISITOR);
        assertThat(household.only(VISITOR, Effect.Erase.class)).isNotEmpty();
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.sent(VISITOR)).isEmpty();
        household.passes(Duration.ofDays(130));
        assertThat(household.state(ANNA).isEmpty())
                .as("the mark of the erasure has had its time, too")
                .isTrue();
        assertThat(household.state(VISITOR).isEmpty()).isTrue();
    }

    @Test
    void anErasureAtAVisitorsKeyThatForwardsLeavesItsMarkThere() {
        identified(ANNA);
        household.happens(VISITOR, "customer.erased", Map.of());
        assertThat(household.state(VISITOR).ties().departure()).isNotNull();
        assertThat(ErasureMark.of(household.state(VISITOR))).isNotNull();
        household.passes(MovesIn.FORWARDED);
        nobodyIsLeft(VISITOR);
    }

    /** The customer was not erased, the visitor's key was: what topics have from before is still not to be told. */
    @Test
    void theMarkOfAVisitorsErasureStaysWhereItIsWhenTheVisitorMoves() {
        household.happens(VISITOR, "customer.erased", Map.of());
        household.after(60);
        identified(ANNA);
        assertThat(ErasureMark.of(household.state(ANNA))).isNull();
        assertThat(ErasureMark.of(household.state(VISITOR))).isNotNull();
    }

    @Test
    void aSecondErasureForgetsNobodyWhoHasNotAnsweredYet() {
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.says(ANNA, "customer.identified", Map.of("visitorId", "v"));
        household.says(ANNA, "customer.erased", Map.of());
        household.says(ANNA, "customer.erased", Map.of());
        assertThat(household.state(ANNA).ties().erasure().pending()).containsExactly(VISITOR);
        household.settle();
        assertThat(household.state(ANNA).ties().erasure().pending()).isEmpty();
        nobodyIsLeft(VISITOR);
    }

    @Test
    void whoAsksHearsOfTheErasureOnceNothingIsLeft() {
        Request.ConfirmErased confirm = new Request.ConfirmErased("/shops/main", "gone");
        Signal ask = new Signal.Asked("a", "api:1", confirm);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        household.says(ANNA, "customer.identified", Map.of("visitorId", "v"));
        household.signal(ANNA, ask);
        household.signal(
                ANNA,
                new Signal.Happened(
                        new Event("/shops/main", "gone", "customer.erased", household.now(), Map.of()),
                        household.now()));
        household.signal(ANNA, ask);
        assertThat(household.only(ANNA, Effect.Refuse.class)).hasSize(2);
        assertThat(household.only(ANNA, Effect.Grant.class)).isEmpty();
        household.settle();
        household.signal(ANNA, ask);
        assertThat(household.only(ANNA, Effect.Grant.class)).hasSize(1);
    }

    @Test
    void whatAVisitorsKeyHandsOnFromBeforeAnErasureIsDiscarded() {
        identified(ANNA);
        household.says(ANNA, "customer.erased", Map.of());
        household.says(VISITOR, "cart.updated", cart("c1", 100), household.now().minusSeconds(1));
        household.settle();
        assertThat(household.state(ANNA).instances()).isEmpty();
    }

    @Test
    void theErasureOfACustomerReachesThePoolsOfTheVisitorsCodes() {
        HeldOffer held = visitorsCode();
        identified(ANNA);
        household.happens(ANNA, "customer.erased", Map.of());
        assertThat(household.only(ANNA, Effect.TellPool.class)).containsExactly(forgetting(held));
    }

    @Test
    void theErasureOfACustomerReachesThePoolsOfCodesThatAreStillWithTheVisitor() {
        HeldOffer held = visitorsCode();
        household.says(ANNA, "customer.identified", Map.of("visitorId", "v"));
        household.says(ANNA, "customer.erased", Map.of());
        household.settle();
        household.passes(Duration.ofDays(2));
        assertThat(Stream.of(ANNA, VISITOR).flatMap(key -> household.only(key, Effect.TellPool.class).stream()))
                .contains(forgetting(held));
        nobodyIsLeft(VISITOR);
    }

    @Test
    void aVisitorsCodeIsRedeemedOnceHoweverOftenItsPoolSaysSo() {
        HeldOffer held = visitorsCode();
        identified(ANNA);
        OfferNews news = new OfferNews("spring", "CODE", held.giver().claim(), "o1", household.now());
        household.signal(ANNA, new Signal.Redeemed(news));
        household.signal(VISITOR, new Signal.Redeemed(news));
        household.settle();
        assertThat(household.story(ANNA)).filteredOn("REDEEMED"::equals).hasSize(1);
        assertThat(household.story(VISITOR)).doesNotContain("REDEEMED");
        assertThat(household.state(ANNA).memory().history().offers())
                .extracting(HeldOffer::redemption)
                .containsExactly(new HeldOffer.Redemption(news.at(), "o1"));
    }

    private HeldOffer visitorsCode() {
        HeldOffer.Giver giver = new HeldOffer.Giver(new UUID(1, 2), new UUID(3, 4), new JourneyId("spring"));
        HeldOffer held = new HeldOffer("spring", "CODE", giver, household.now(), null, HeldOffer.Stage.SHOWN, null);
        household.become(
                VISITOR, CustomerState.NEW.withMemory(Memory.NONE.withHistory(History.NONE.withOffers(List.of(held)))));
        return held;
    }

    private static Effect.TellPool forgetting(HeldOffer held) {
        return new Effect.TellPool(
                held.offer(), new PoolWord.Forget(held.code(), held.giver().claim()));
    }

    @Test
    void anErasureOfTheVisitorsKeyIsNotTheCustomers() {
        known(ANNA);
        household.happens(VISITOR, "cart.updated", cart("c1", 100));
        identified(ANNA);
        household.happens(VISITOR, "customer.erased", Map.of());
        assertThat(household.state(ANNA).profile().phone()).isNotNull();
        assertThat(household.only(VISITOR, Effect.Erase.class)).hasSize(1);
    }

    @Test
    void eachPartKeepsItsBound() {
        for (int i = 0; i < InstanceRoom.MOST_MARKETING; i++) {
            household.says(VISITOR, "cart.updated", cart("v" + i, 100));
            household.says(ANNA, "cart.updated", cart("a" + i, 100));
            household.after(1);
        }
        for (int i = 0; i < StateBounds.MOST_DEVICES; i++) {
            registered(VISITOR, "v" + i);
            registered(ANNA, "a" + i);
        }
        identified(ANNA);
        CustomerState state = household.state(ANNA);
        assertThat(state.instances()).hasSize(InstanceRoom.MOST_MARKETING);
        assertThat(household.story(ANNA)).filteredOn("LEFT no-room"::equals).hasSize(InstanceRoom.MOST_MARKETING);
        assertThat(household.tokens(ANNA)).hasSize(StateBounds.MOST_DEVICES).allMatch(token -> token.startsWith("a"));
    }

    @Test
    void aCustomerHasBeenSoManyVisitorsAtMost() {
        for (int i = 0; i <= MovesIn.MOST_VISITORS; i++) {
            household.happens(ANNA, "customer.identified", Map.of("visitorId", "v" + i));
        }
        assertThat(household.state(ANNA).ties().visitors()).hasSize(MovesIn.MOST_VISITORS);
        assertThat(household.story(ANNA)).contains("NOT_MERGED too-many-visitors");
    }

    private static Signal happened(String type, Map<String, Object> data) {
        return new Signal.Happened(new Event("/shops/main", "x", type, Shop.NOON, data), Shop.NOON);
    }

    /** Topics keep what was told under the key: the mark says from when on it may be shown. */
    private void nobodyIsLeft(CustomerKey erased) {
        assertThat(household.state(erased).isOfSomebody()).isFalse();
        assertThat(ErasureMark.of(household.state(erased))).isNotNull();
    }

    private void identified(CustomerKey customer) {
        household.happens(customer, "customer.identified", Map.of("visitorId", "v"));
    }

    private void known(CustomerKey customer) {
        household.happens(customer, "customer.updated", Map.of("phone", "+74956460054", "email", "a@example.com"));
        registered(customer);
        consent(customer, "any", true);
    }

    private void registered(CustomerKey customer) {
        registered(customer, "t-" + customer.customerId());
    }

    private void registered(CustomerKey customer, String token) {
        household.happens(customer, "device.registered", Map.of("platform", "ios", "token", token));
    }

    private void consent(CustomerKey customer, String channel, boolean granted) {
        household.happens(
                customer, "consent.changed", Map.of("channel", channel, "granted", granted, "source", "test"));
    }

    private void report(Effect.Send send, Receipt.Status status) {
        Receipt.Details none = new Receipt.Details(null, false, null, false, false, List.of(), Map.of());
        household.signal(
                VISITOR, new Receipt("r", send.message(), 1, send.content().channel(), status, none, household.now()));
        household.settle();
    }
}
