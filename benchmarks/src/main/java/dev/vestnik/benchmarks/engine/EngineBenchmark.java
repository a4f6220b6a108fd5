package dev.vestnik.benchmarks.engine;

import dev.vestnik.benchmarks.harness.Child;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LoadProducer;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

/**
 * The engine over the fixed mix beside a pass-through over the same records in the same run; medians of five rounds. Both are
 * processes of their own with the same JVM options and threads; the broker and the producer are in this one.
 */
public final class EngineBenchmark {
    private static final int CUSTOMERS = 500_000;
    private static final int ROUND = 200_000;
    /** Rounds of the mix until so many carts are running that the next rounds find as many as those of a shop. */
    private static final int WARM_UPS = 6;

    /** The compiler's part of a process's CPU below which it is done: an engine works for weeks, the compiler for minutes. */
    private static final double COMPILED = 0.04;

    /** Rounds that wait for the compiler, at most. */
    private static final int MOST_COMPILING = 20;

    /** The same after the second publication. */
    private static final int MOST_COMPILING_AGAIN = 8;

    private static final int ROUNDS = 5;
    private static final int PARTITIONS = 4;
    private static final int THREADS = 2;
    private static final long SEED = 42;
    private static final String OUTPUT = "bench.pass-through";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Report report;
    private final Path directory;
    private final int customers;
    private final int round;

    public EngineBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.customers = scale.of(CUSTOMERS);
        this.round = scale.of(ROUND);
    }

    /** The costs of one round for one of the two. */
    private record Cost(int events, Duration wall, Duration cpu, Duration compiling) {
        double perCpuSecond() {
            return events / (cpu.toNanos() / 1e9);
        }

        double perWallSecond() {
            return events / (wall.toNanos() / 1e9);
        }

        /** The compiler's part of the CPU. */
        double compiled() {
            return (double) compiling.toNanos() / cpu.toNanos();
        }

        @Override
        public String toString() {
            return String.format(
                    "%.0f events/CPU-s, %.0f/s, compiler %.0f %%", perCpuSecond(), perWallSecond(), 100 * compiled());
        }
    }

    /** The costs of one round for both. */
    private record Pair(Cost engine, Cost control) {
        boolean isCompiled() {
            return engine.compiled() < COMPILED && control.compiled() < COMPILED;
        }

        @Override
        public String toString() {
            return "engine " + engine + "; pass-through " + control;
        }
    }

    /** Runs it: some minutes. */
    public void run() throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(directory, PARTITIONS)) {
            cluster.admin().createTopics(List.of(new NewTopic(OUTPUT, Optional.of(PARTITIONS), Optional.empty())));
            try (EngineProcess engine = EngineProcess.start(cluster.settings(), directory);
                    Child control = control(cluster);
                    LoadProducer producer = LoadProducer.transactional(cluster.settings())) {
                engine.publishSamples();
                measure(new Parts(cluster, engine, control, producer));
            }
        }
    }

    private record Parts(Cluster cluster, EngineProcess engine, Child control, LoadProducer producer) {}

    private Child control(Cluster cluster) throws IOException {
        return Child.start(
                PassThrough.class,
                directory.resolve("pass-through.log"),
                EngineProcess.JVM,
                List.of(
                        cluster.settings().bootstrapServers(),
                        directory.resolve("pass-through").toString(),
                        String.valueOf(THREADS),
                        OUTPUT,
                        cluster.name(Topics.SHOP_EVENTS),
                        cluster.name(Topics.RECEIPTS)));
    }

    private void measure(Parts parts) {
        Load load = new Load(SEED, customers);
        Made made = new Made(parts.engine());
        introduce(parts, load);
        for (int number = 1; number <= WARM_UPS; number++) {
            load.beginRound();
            say("warm-up " + number, round(parts, load, made));
        }
        compile(parts, load, made, MOST_COMPILING);
        report.print("engine", figures("engine", rounds(parts, load, made)));
        ShopJourneys.publish(parts.engine());
        compile(parts, load, made, MOST_COMPILING_AGAIN);
        report.print("engine", figures("engine, 20 journeys, caps, quiet hours", rounds(parts, load, made)));
    }

    /** Works on until the compiler has next to nothing to do in both, at most for so many rounds. */
    private void compile(Parts parts, Load load, Made made, int most) {
        boolean compiled = false;
        for (int number = 1; number <= most && !compiled; number++) {
            load.beginSteadyRound();
            Pair cost = round(parts, load, made);
            say("compiling " + number, cost);
            compiled = cost.isCompiled();
        }
    }

    private void say(String round, Pair cost) {
        report.say(round + ": " + cost);
    }

    private void introduce(Parts parts, Load load) {
        report.say(customers + " customers become known");
        parts.producer().begin();
        for (int customer = 0; customer < customers; customer++) {
            load.introduction(customer).forEach(parts.producer()::send);
        }
        report.say("introduced: " + both(parts, 2 * customers));
    }

    private List<Pair> rounds(Parts parts, Load load, Made made) {
        List<Pair> rounds = new ArrayList<>();
        for (int number = 1; number <= ROUNDS; number++) {
            load.beginRound();
            Pair cost = round(parts, load, made);
            say("round " + number, cost);
            rounds.add(cost);
        }
        return rounds;
    }

    private Pair round(Parts parts, Load load, Made made) {
        made.reset();
        parts.producer().begin();
        for (int i = 0; i < round; i++) {
            parts.producer().send(load.next());
        }
        Pair cost = both(parts, round);
        report.say("  " + load.tally() + "; " + made.check(load.tally()));
        return cost;
    }

    /**
     * The engine works off what was written while the control is suspended, then the control: neither fetches anything before its
     * time is counted.
     */
    private static Pair both(Parts parts, int events) {
        Child control = parts.control();
        control.suspend();
        parts.producer().flush();
        Map<TopicPartition, Long> ends = parts.cluster().ends(Topics.SHOP_EVENTS, Topics.RECEIPTS);
        Cost ours = cost(
                parts.engine().process(),
                events,
                parts.producer()::commit,
                () -> parts.cluster().awaitReached(EngineProcess.GROUP, PATIENCE, ends));
        Cost theirs = cost(
                control,
                events,
                control::resume,
                () -> parts.cluster().awaitReached(PassThrough.GROUP, PATIENCE, ends));
        return new Pair(ours, theirs);
    }

    private static Cost cost(Child process, int events, Runnable start, Runnable end) {
        long from = System.nanoTime();
        Duration cpu = process.cpu();
        Duration compiling = process.compiling();
        start.run();
        end.run();
        return new Cost(
                events,
                Duration.ofNanos(System.nanoTime() - from),
                process.cpu().minus(cpu),
                process.compiling().minus(compiling));
    }

    private static List<Figure> figures(String name, List<Pair> rounds) {
        return List.of(
                figure(name + ": events per engine-CPU-second", "events/CPU-s", rounds, Cost::perCpuSecond),
                figure(name + ": events per wall second", "events/s", rounds, Cost::perWallSecond));
    }

    private static Figure figure(String name, String unit, List<Pair> rounds, Function<Cost, Double> of) {
        return Figure.against(
                name,
                Median.of(rounds.stream().map(pair -> of.apply(pair.engine())).toList()),
                unit,
                Median.of(rounds.stream().map(pair -> of.apply(pair.control())).toList()));
    }
}
