package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.gateway.Way;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LaneQueueTest {
    private static final Instant NOON = Instant.parse("2026-01-24T12:00:00Z");
    private static final int CUSTOMERS = 7;

    private final GuardedRoute route = new GuardedRoute(
            new Route(
                    ChannelName.SMS,
                    List.of(
                            new RecordingGateway("odd", 3, 0).takesKeys(Duration.ofHours(1)),
                            new RecordingGateway("even", 3, 0)),
                    dispatch -> name(dispatch, false)),
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null),
            new SenderMetrics(new SimpleMeterRegistry()));
    private final PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
    private final LaneQueue queue = new LaneQueue();
    private final Set<PendingRecord> onTheWay = new HashSet<>();
    private final Set<PendingRecord> ended = new HashSet<>();
    private final Set<PendingRecord> putOff = new HashSet<>();
    private final Map<CustomerKey, Long> handedOver = new HashMap<>();
    private long now;
    private boolean swapped;

    private static List<String> name(Dispatch dispatch, boolean swapped) {
        return dispatch.attempt().number() % 2 == 1 ^ swapped ? List.of("odd") : List.of("even");
    }

    /** A customer's records go one after the other, none is lost, and none comes twice, whatever happens to them. */
    @Test
    void keepsEachCustomersOrderInEveryHistory() {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            if (random.nextInt(3) > 0) {
                arrive(i, random.nextInt(CUSTOMERS), NOON.plusSeconds(10 + random.nextInt(300)));
            }
            step(random, "seed " + seed);
        }
        for (int i = 0; queue.size() + onTheWay.size() > 0; i++) {
            assertThat(i).as("seed %d: steps until all has ended", seed).isLessThan(200_000);
            step(random, "seed " + seed);
        }
        assertThat(ended).as("seed %d", seed).hasSize(ledger.size());
    }

    private void step(Random random, String seed) {
        now += Duration.ofMillis(100).toNanos();
        if (random.nextInt(50) == 0) {
            swapped = !swapped;
            route.change(route.gateways(), dispatch -> name(dispatch, swapped));
        }
        queue.wake(now);
        assertThat(queue.ways()).as(seed).noneMatch(Way::isOver);
        queue.pollExpired(NOON.plusNanos(now)).ifPresent(this::end);
        List<Way> ways = queue.ways();
        if (!ways.isEmpty()) {
            handOver(ways.get(random.nextInt(ways.size())), seed);
        }
        List<PendingRecord> answering = new ArrayList<>(onTheWay);
        if (!answering.isEmpty()) {
            answer(answering.get(random.nextInt(answering.size())), random);
        }
    }

    private void handOver(Way way, String seed) {
        PendingRecord next = queue.peek(way).orElseThrow();
        queue.remove(next);
        assertThat(onTheWay).as(seed).noneMatch(other -> other.customer().equals(next.customer()));
        long before = handedOver.merge(next.customer(), next.offset(), Math::max);
        assertThat(before <= next.offset() || putOff.contains(next)).as(seed).isTrue();
        assertThat(ended).as(seed).doesNotContain(next);
        onTheWay.add(next);
    }

    private void answer(PendingRecord pending, Random random) {
        onTheWay.remove(pending);
        switch (random.nextInt(6)) {
            case 0 -> queue.again(pending);
            case 1 -> queue.pause(pending, now + Duration.ofSeconds(1).toNanos());
            case 2 -> {
                putOff.add(pending);
                queue.putOff(pending, now + Duration.ofSeconds(5).toNanos());
            }
            default -> end(pending);
        }
    }

    private void end(PendingRecord pending) {
        assertThat(ended.add(pending)).isTrue();
        queue.over(pending);
    }

    @Test
    void putsAMessageThatWasPutOffBehindThoseThatWait() {
        PendingRecord off = arrive(0, 0, NOON.plusSeconds(60));
        queue.putOff(take(), now + 1);
        PendingRecord waiting = arrive(2, 1, NOON.plusSeconds(60));
        queue.wake(now + 1);
        PendingRecord later = arrive(4, 0, NOON.plusSeconds(60));
        assertThat(List.of(take(), take())).containsExactly(waiting, off);
        assertThat(queue.ways()).as("its customer's later one waits for it").isEmpty();
        queue.over(off);
        assertThat(take()).isSameAs(later);
    }

    @Test
    void endsAWokenMessageInTime() {
        PendingRecord off = arrive(0, 0, NOON.plusSeconds(60));
        arrive(2, 1, NOON.plusSeconds(60));
        queue.putOff(take(), now + 1);
        queue.wake(now + 1);
        queue.remove(off);
        take();
        assertThat(queue.pollExpired(NOON.plusSeconds(60))).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void isHungryAsLongAsOneGatewayHasLittleToDo() {
        for (int i = 0; i < 40; i += 2) {
            arrive(i, i, NOON.plusSeconds(60));
        }
        assertThat(queue.isHungry(route.serving(MessageClass.service)))
                .as("odd has nothing")
                .isTrue();
        for (int i = 1; i < 40; i += 2) {
            arrive(i, i, NOON.plusSeconds(60));
        }
        assertThat(queue.isHungry(route.serving(MessageClass.service))).isFalse();
    }

    /** One operator's numbers answer nothing: the others are fetched and go out. */
    @Test
    void staysHungryWhileMessagesWaitForAKey() {
        LiveKeys keys = new LiveKeys(route, InstantSource.fixed(NOON), queue);
        List<GuardedGateway> odd = List.of(route.named("odd").orElseThrow());
        List<PendingRecord> keyed = new ArrayList<>();
        for (int i = 1; i < 80; i += 2) {
            keyed.add(arrive(i, i, NOON.plusSeconds(60)));
            queue.remove(keyed.getLast());
            keyed.getLast().opened(NOON, odd.getFirst().account());
            assertThat(keys.holds(keyed.getLast(), odd.getFirst().account())).isTrue();
        }
        assertThat(queue.isHungry(odd)).isTrue();
        route.change(route.gateways(), _ -> List.of("odd"));
        queue.wake(System.nanoTime());
        assertThat(queue.isHungry(odd)).as("on ways made anew").isTrue();
        queue.dropLost();
        keyed.subList(0, 10).forEach(queue::remove);
        assertThat(queue.isHungry(odd)).isTrue();
        for (int i = 81; i < 111; i += 2) {
            PendingRecord held = arrive(i, i, NOON.plusSeconds(60));
            queue.remove(held);
            queue.pause(held, System.nanoTime() + Duration.ofMinutes(1).toNanos());
        }
        assertThat(queue.isHungry(odd)).as("fifteen wait for another reason").isFalse();
    }

    @Test
    void putsWhatWaitsOntoTheWaysOfTheRulesThatHoldNow() {
        PendingRecord onItsWay = arrive(1, 1, NOON.plusSeconds(60));
        queue.remove(onItsWay);
        PendingRecord held = arrive(3, 3, NOON.plusSeconds(60));
        queue.remove(held);
        queue.pause(held, now + 1);
        arrive(5, 5, NOON.plusSeconds(60));
        PendingRecord behind = arrive(7, 5, NOON.plusSeconds(60));
        route.change(route.gateways(), _ -> List.of("even"));
        queue.again(onItsWay);
        queue.wake(now + 1);
        assertThat(queue.ways()).hasToString("[[even]]");
        assertThat(List.of(take().offset(), take().offset())).containsExactly(1L, 3L);
        queue.over(take());
        assertThat(take()).isSameAs(behind);
    }

    @Test
    void wakesAMessageOntoTheWayOfTheRulesThatHoldNow() {
        arrive(1, 1, NOON.plusSeconds(60));
        queue.putOff(take(), now + 1);
        route.change(route.gateways(), _ -> List.of("even"));
        queue.wake(now);
        route.change(route.gateways(), _ -> List.of("odd"));
        queue.wake(now + 1);
        assertThat(queue.ways()).hasToString("[[odd]]").noneMatch(Way::isOver);
    }

    @Test
    void forgetsWhatWaitsInALostPartition() {
        for (int i = 0; i < 20; i++) {
            arrive(i, i % 3, NOON.plusSeconds(60));
        }
        queue.pause(take(), now + 1);
        ledger.abandon();
        queue.dropLost();
        assertThat(queue.size()).isZero();
        assertThat(queue.ways()).isEmpty();
    }

    @Test
    void findsTheRecordThatHoldsACrowdedPartition() {
        PendingRecord first = arrive(0, 0, NOON.plusSeconds(60));
        for (int i = 1; i < PartitionLedger.MOST_OUTSTANDING / 2; i++) {
            assertThat(ledger.crowded()).isNull();
            arrive(i, i, NOON.plusSeconds(60)).done(true);
        }
        assertThat(ledger.crowded()).isSameAs(first);
        first.done(true);
        assertThat(ledger.crowded()).isNull();
    }

    private PendingRecord take() {
        PendingRecord next = queue.peek(queue.ways().getFirst()).orElseThrow();
        queue.remove(next);
        return next;
    }

    private PendingRecord arrive(long offset, int customer, Instant deliverBefore) {
        PendingRecord pending = ledger.track(new ConsumerRecord<>("lane", 0, offset, null, new byte[0]));
        queue.arrive(pending);
        queue.removeArrived();
        LaneMessage message = message((int) offset, customer, deliverBefore);
        pending.routed(message, route.way(message.dispatch()));
        queue.enter(pending);
        return pending;
    }

    private static LaneMessage message(int number, int customer, Instant deliverBefore) {
        Dispatch dispatch = new Dispatch(
                new dev.vestnik.sender.Attempt(TestEngine.id(number), number),
                new CustomerKey("main", "c" + customer),
                MessageClass.service,
                new Origin("shipped", "tell", "order-shipped", "en"),
                new Content.Sms("+74956461000", null, "On its way"),
                deliverBefore,
                false);
        return new LaneMessage(dispatch, NOON);
    }
}
