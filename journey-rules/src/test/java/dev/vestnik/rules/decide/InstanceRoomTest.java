package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Exit;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.Trigger;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.reason.SetAsideReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many instances a customer may have, and what happens to the one more. */
class InstanceRoomTest {

    @Test
    void saysThatMarketingDidNotEnterForLackOfRoom() {
        Shop shop = new Shop(waiting(JourneyClass.MARKETING)).known();
        ship(shop, 0, InstanceRoom.MOST_MARKETING + 3);
        assertThat(shop.state().instances()).hasSize(InstanceRoom.MOST_MARKETING);
        assertThat(refused(shop)).hasSize(3).allSatisfy(decision -> {
            assertThat(decision.reason()).isEqualTo("too-many-running");
            assertThat(decision.inputs()).containsEntry("bound", String.valueOf(InstanceRoom.MOST_MARKETING));
        });
        assertThat(shop.only(Effect.SetAside.class)).isEmpty();
    }

    @Test
    void sendsEveryServiceMessageHoweverManyInstancesThereAre() {
        Shop shop = new Shop(waiting(JourneyClass.SERVICE)).known();
        shop.publish(shop.published().on(FeatureLevel.RECEIPTS)); // from before there was a safety cap
        int orders = InstanceRoom.MOST_SERVICE + 30;
        ship(shop, 0, orders);
        assertThat(shop.count(Outcome.QUEUED)).isEqualTo(30);
        assertThat(shop.count(Outcome.NOT_ENTERED)).isZero();
        assertThat(shop.state().instances()).hasSize(orders);

        shop.after(Duration.ofHours(2));
        while (shop.state().instances().stream().anyMatch(one -> one.position() instanceof Position.Queued)
                || !shop.state().instances().isEmpty()) {
            List.copyOf(shop.sent()).forEach(send -> shop.receipt(send, Signal.Receipt.Status.ACCEPTED));
            shop.after(Duration.ofHours(2));
        }
        assertThat(shop.sent().stream().map(Effect.Send::message).distinct()).hasSize(orders);
    }

    @Test
    void letsTheFirstOfTheQueueGoOnWhenAnotherEnds() {
        Shop shop = filled(InstanceRoom.MOST_SERVICE, 2);
        shop.happens("order.cancelled", Map.of("orderId", "o7"));
        assertThat(shop.story()).endsWith("LEFT cancelled", "ENTERED from-queue");
        assertThat(queued(shop)).isEqualTo(1);
    }

    @Test
    void letsNobodyOvertakeTheQueue() {
        Shop shop = filled(InstanceRoom.MOST_SERVICE, 1);
        shop.happens("order.cancelled", Map.of("orderId", "o7"));
        ship(shop, InstanceRoom.MOST_SERVICE + 1, InstanceRoom.MOST_SERVICE + 3);
        shop.happens("order.cancelled", Map.of("orderId", "o8"));
        assertThat(shop.state().instances().stream()
                        .filter(one -> one.position() instanceof Position.Queued)
                        .map(one -> one.key()))
                .containsExactly("o" + (InstanceRoom.MOST_SERVICE + 2));
    }

    @Test
    void emptiesTheQueueAlsoWhenWhatItLetsInEndsAtOnce() {
        Shop shop = filled(InstanceRoom.MOST_SERVICE, 5);
        shop.publish(Shop.definitions(
                2,
                Definitions.Status.LIVE,
                Definitions.InFlight.KEEP,
                Carts.withSteps(waiting(JourneyClass.SERVICE), withEnd(), "end")));
        shop.happens("order.cancelled", Map.of("orderId", "o7"));
        assertThat(queued(shop)).isZero();
    }

    @Test
    void endsWhatIsQueuedByAnExitRule() {
        Shop shop = filled(InstanceRoom.MOST_SERVICE, 1);
        shop.happens("order.cancelled", Map.of("orderId", "o" + InstanceRoom.MOST_SERVICE));
        assertThat(shop.story()).endsWith("LEFT cancelled");
        assertThat(queued(shop)).isZero();
    }

    @Test
    void keepsTheEventForPeopleWhenTheQueueIsFull() {
        Shop shop = filled(InstanceRoom.MOST_SERVICE, InstanceRoom.MOST_QUEUED);
        ship(shop, 9_999, 10_000);
        assertThat(refused(shop))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).isEqualTo("queue-full"));
        assertThat(shop.only(Effect.SetAside.class)).containsExactly(new Effect.SetAside(SetAsideReason.QUEUE_FULL));
    }

    @Test
    void doesNotHoldServiceUpBehindMarketing() {
        Shop shop = new Shop(waiting(JourneyClass.MARKETING), entered("service", JourneyClass.SERVICE, "order.ready"));
        shop.known();
        ship(shop, 0, InstanceRoom.MOST_MARKETING);
        shop.happens("order.ready", Map.of("orderId", "o1"));
        assertThat(shop.count(Outcome.QUEUED)).isZero();
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(InstanceRoom.MOST_MARKETING + 1L);
    }

    private static Map<String, Step> withEnd() {
        Map<String, Step> steps = new HashMap<>(waiting(JourneyClass.SERVICE).steps());
        steps.put("end", new End("end"));
        return steps;
    }

    /** With so many instances that are alike but for their ids and keys, the last ones queued. */
    private static Shop filled(int running, int queued) {
        Shop shop = new Shop(waiting(JourneyClass.SERVICE)).known();
        ship(shop, 0, 1);
        Instance one = shop.state().instances().getFirst();
        List<Instance> all = new ArrayList<>();
        for (int i = 0; i < running + queued; i++) {
            Position position = i < running ? one.position() : new Position.Queued(shop.now());
            all.add(new Instance(
                    new UUID(7, i),
                    one.journey(),
                    one.version(),
                    "o" + i,
                    one.step(),
                    one.iteration(),
                    position,
                    one.context(),
                    one.event(),
                    one.eventType(),
                    one.enteredAt(),
                    one.contextAt()));
        }
        shop.become(shop.state().withInstances(all));
        return shop;
    }

    private static void ship(Shop shop, int from, int to) {
        for (int i = from; i < to; i++) {
            shop.happens("order.shipped", Map.of("orderId", "o" + i));
        }
    }

    private static long queued(Shop shop) {
        return shop.state().instances().stream()
                .filter(one -> one.position() instanceof Position.Queued)
                .count();
    }

    private static List<Decision> refused(Shop shop) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == Outcome.NOT_ENTERED)
                .toList();
    }

    private static Journey waiting(JourneyClass journeyClass) {
        return entered("waiting", journeyClass, "order.shipped");
    }

    /** An hour, then one SMS. */
    private static Journey entered(String id, JourneyClass journeyClass, String on) {
        Via sms = new Via(Channel.SMS, Via.Reached.ACCEPTED, Duration.ofMinutes(15), null);
        return new Journey(
                new JourneyId(id),
                1,
                journeyClass,
                "news",
                50,
                new Entry(on, null, Shop.event("orderId"), null, null),
                Map.of(),
                List.of(new Exit(
                        new Trigger(
                                "order.cancelled",
                                Shop.value(
                                        "event.orderId == key",
                                        facts ->
                                                facts.key().equals(facts.event().get("orderId")))),
                        "cancelled")),
                null,
                0,
                Map.of(
                        "wait", new Delay("wait", new Until.For(Duration.ofHours(1)), "tell"),
                        "tell", new Message("tell", "hello", null, null, List.of(sms), null, null)),
                "wait");
    }
}
