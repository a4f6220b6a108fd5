package dev.vestnik.benchmarks.timers;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LaneReader;
import dev.vestnik.schemas.message.MessageClass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Many journeys that wait for the same moment. The engine is stopped after the customers are known and again when all wait: the bytes
 * that the disk holds more the second time, old versions of records included, are the costs of waiting.
 */
final class Burst {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration RESTART = Duration.ofSeconds(210);
    private static final int WARM_UP = 400_000;

    private final TimersBenchmark.Stage stage;
    private final int pending;
    private final List<Figure> footprint = new ArrayList<>();

    Burst(TimersBenchmark.Stage stage, int pending) {
        this.stage = stage;
        this.pending = pending;
    }

    List<Figure> footprint() {
        return List.copyOf(footprint);
    }

    /** Wake-ups per second, from when they were due until the reader of the lane had all messages. */
    double run() throws IOException {
        Duration introduced;
        try (EngineProcess engine = stage.engine()) {
            engine.publish(Calls.TEMPLATE, Calls.ID, Calls.JOURNEY, Calls.ID);
            introduced = introduce();
        }
        DiskFootprint before = DiskFootprint.of(stage.directory());
        Instant due = Instant.now().plus(introduced.multipliedBy(2)).plus(RESTART);
        try (EngineProcess engine = stage.engine()) {
            arm(engine, due);
        }
        footprint(DiskFootprint.of(stage.directory()).minus(before));
        try (EngineProcess engine = stage.engine()) {
            stage.report().say("restarted: " + engine.metric("vestnik_timers_pending") + " wake-ups pending");
            warmUp();
            return fire(engine, due);
        }
    }

    /** Some wake-ups of the same kind, as the control has some tasks to warm up. */
    private void warmUp() {
        int wakeUps = Math.min(WARM_UP, pending);
        try (LaneReader lane = new LaneReader(stage.cluster(), MessageClass.service, wakeUps, false)) {
            Instant soon = Instant.now().plusSeconds(2);
            for (int customer = 0; customer < wakeUps; customer++) {
                stage.producer().send(stage.calls().scheduled(customer, soon));
            }
            Await.until("the engine is warm", PATIENCE, () -> lane.count() >= wakeUps || !lane.isAlive());
        }
        stage.report().say(wakeUps + " wake-ups to warm up");
    }

    private void arm(EngineProcess engine, Instant due) {
        for (int customer = 0; customer < pending; customer++) {
            stage.producer().send(stage.calls().scheduled(customer, due));
        }
        stage.settle();
        check(engine, due);
    }

    private Duration introduce() {
        long from = System.nanoTime();
        for (int customer = 0; customer < pending; customer++) {
            stage.producer().send(stage.calls().introduction(customer));
        }
        stage.settle();
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        stage.report().say(pending + " customers known after " + took.toSeconds() + " s");
        return took;
    }

    private void check(EngineProcess engine, Instant due) {
        long waiting = engine.metric("vestnik_timers_pending");
        if (waiting < pending) {
            throw new IllegalStateException(waiting + " wake-ups pending instead of " + pending);
        }
        if (Instant.now().isAfter(due)) {
            throw new IllegalStateException("the wake-ups came due before all were pending: the machine was too busy");
        }
        stage.report()
                .say(waiting + " wake-ups pending, " + pending + " of them due in "
                        + Duration.between(Instant.now(), due).toSeconds() + " s");
    }

    private void footprint(DiskFootprint more) {
        footprint.add(
                each("timers: bytes on disk per pending journey", more.total() - (long) Calls.CONTEXT_BYTES * pending));
        footprint.add(each("timers: of these in the state directory", more.state()));
        footprint.add(each("timers: of these in the changelogs", more.changelogs()));
    }

    private Figure each(String name, long bytes) {
        return Figure.alone(name, (double) bytes / pending, "bytes");
    }

    private double fire(EngineProcess engine, Instant due) {
        try (LaneReader lane = new LaneReader(stage.cluster(), MessageClass.service, pending, false)) {
            if (Instant.now().isAfter(due)) {
                throw new IllegalStateException("the wake-ups came due too early: the machine was too busy");
            }
            Duration cpu = engine.process().cpu();
            Await.until("every message is in the lane", PATIENCE, () -> lane.count() >= pending || !lane.isAlive());
            if (lane.count() != pending) {
                throw new IllegalStateException(lane.count() + " messages of " + pending + " wake-ups");
            }
            long millis = lane.lastAt() - due.toEpochMilli();
            cpu = engine.process().cpu().minus(cpu);
            stage.report()
                    .say(pending + " wake-ups took " + millis + " ms, and " + cpu.toMillis()
                            + " ms of the engine's CPU");
            return pending * 1_000.0 / millis;
        }
    }
}
