package dev.vestnik.benchmarks.timers;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LaneReader;
import dev.vestnik.benchmarks.harness.LoadProducer.Input;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.schemas.message.MessageClass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * 5,000 wake-ups a second, evenly spread, while 20,000 events a second come in: page views, nine in ten of customers whom no journey
 * concerns, one in ten of customers whose cart is running and whose wait it resets. Lateness is from when a wake-up was due until a
 * reader of committed messages has its message in hand. {@code VESTNIK_BENCH_LOAD=0.4} asks two fifths of that of a machine that cannot
 * carry more: on one that is full, lateness is the length of a queue. {@code VESTNIK_BENCH_TRAFFIC=0.02} asks a fiftieth of the events that
 * are left, where the wake-ups alone are to be measured.
 */
final class Lateness {
    private static final double LOAD = share("VESTNIK_BENCH_LOAD");
    private static final int WAKE_UPS_PER_SECOND = (int) (5_000 * LOAD);
    private static final int EVENTS_PER_SECOND = (int) (20_000 * LOAD * share("VESTNIK_BENCH_TRAFFIC"));
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 60;
    private static final int ROUNDS = 3;
    private static final int RUNNING_CARTS = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long STEP_NANOS = 5_000_000;

    private final TimersBenchmark.Stage stage;
    private final int customers;
    private final int seconds;
    private final int warmUp;
    private final int wakeUps;
    private final int carts;

    Lateness(TimersBenchmark.Stage stage, int customers, Scale scale) {
        this.stage = stage;
        this.customers = customers;
        this.seconds = scale.of(SECONDS) * ROUNDS;
        this.warmUp = scale.of(WARM_UP_SECONDS);
        this.wakeUps = (seconds + warmUp) * WAKE_UPS_PER_SECOND;
        this.carts = scale.of(RUNNING_CARTS);
    }

    List<Figure> run() throws IOException {
        try (EngineProcess engine = stage.engine()) {
            engine.publishSample("cart-reminder", "abandoned-cart");
            for (int cart = 0; cart < carts; cart++) {
                stage.producer().send(stage.calls().cart(customers - 1 - cart));
            }
            stage.settle();
            return measure(engine, arm(engine));
        }
    }

    private static double share(String variable) {
        return Double.parseDouble(System.getenv().getOrDefault(variable, "1"));
    }

    /** Lets the wake-ups wait; answers when the first is due. */
    private Instant arm(EngineProcess engine) {
        Instant first = Instant.now().plusSeconds(30 + wakeUps / 10_000);
        for (int i = 0; i < wakeUps; i++) {
            Instant due = first.plusNanos(i * (1_000_000_000L / WAKE_UPS_PER_SECOND));
            stage.producer().send(stage.calls().scheduled(i % customers, due));
        }
        stage.settle();
        if (Instant.now().isAfter(first)) {
            throw new IllegalStateException("wake-ups came due before all were pending: the machine was too busy");
        }
        stage.report().say(engine.metric("vestnik_timers_pending") + " wake-ups pending");
        return first;
    }

    private List<Figure> measure(EngineProcess engine, Instant first) {
        try (LaneReader lane = new LaneReader(stage.cluster(), MessageClass.service, wakeUps, true)) {
            Duration cpu = engine.process().cpu();
            double sent = load(first.minusSeconds(2), first.plusSeconds((long) warmUp + seconds));
            double cores = engine.process().cpu().minus(cpu).toMillis() / 1_000.0 / (warmUp + seconds + 2);
            Await.until("every message is in the lane", PATIENCE, () -> lane.count() >= wakeUps || !lane.isAlive());
            if (lane.count() != wakeUps) {
                throw new IllegalStateException(lane.count() + " messages of " + wakeUps + " wake-ups");
            }
            stage.report().say(String.format("%.0f events/s came in, the engine used %.2f cores", sent, cores));
            List<long[]> rounds = rounds(lane, first.plusSeconds(warmUp));
            return List.of(
                    Figure.alone("timers: events per second that came in meanwhile", sent, "events/s"),
                    quantile("timers: lateness p50", rounds, 0.5),
                    quantile("timers: lateness p99", rounds, 0.99));
        }
    }

    /** The lateness of each round's wake-ups, ascending. */
    private List<long[]> rounds(LaneReader lane, Instant first) {
        List<long[]> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Instant from = first.plusSeconds((long) round * seconds / ROUNDS);
            long[] lateness = lane.lateness(
                    from.toEpochMilli(), from.plusSeconds(seconds / ROUNDS).toEpochMilli());
            rounds.add(lateness);
            stage.report()
                    .say(String.format(
                            "%d wake-ups: lateness p50 %d ms, p99 %d ms, latest %d ms",
                            lateness.length,
                            Median.quantile(lateness, 0.5),
                            Median.quantile(lateness, 0.99),
                            lateness[lateness.length - 1]));
        }
        return rounds;
    }

    private static Figure quantile(String name, List<long[]> rounds, double quantile) {
        return Figure.alone(
                name,
                Median.of(rounds.stream()
                        .map(lateness -> (double) Median.quantile(lateness, quantile))
                        .toList()),
                "ms");
    }

    /** Sends page views at a steady pace; answers how many a second it came to. */
    private double load(Instant from, Instant until) {
        while (Instant.now().isBefore(from)) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        long start = System.nanoTime();
        long end = start + Duration.between(from, until).toNanos();
        long sent = 0;
        for (long now = start; now < end; now = System.nanoTime()) {
            long wanted = (now - start) * EVENTS_PER_SECOND / 1_000_000_000L;
            for (; sent < wanted; sent++) {
                stage.producer().send(page(sent));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        stage.producer().flush();
        return sent / ((System.nanoTime() - start) / 1e9);
    }

    private Input page(long number) {
        int customer = number % 10 == 0
                ? customers - 1 - (int) (number / 10 % carts)
                : (int) (number * 7919 % (customers - carts));
        return stage.calls().page(customer);
    }
}
