package dev.vestnik.benchmarks.simulation;

import dev.vestnik.benchmarks.engine.Load;
import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LoadProducer;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.SampleDocuments;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Simulations asked of a running engine, as a marketer does, over a topic of the fixed mix; medians of three rounds, from the call to the
 * end. The control reads the same events out of their Avro on one thread and does nothing. Everything shares the machine's cores; the
 * broker is in this process.
 */
public final class SimulationBenchmark {
    private static final JsonMapper JSON = new JsonMapper();
    /** Each is introduced by two events. */
    private static final int CUSTOMERS = 60_000;

    private static final int EVENTS = 280_000;

    /** So many that the customers of one have room in the memory that the engine has for simulations. */
    private static final int PARTITIONS = 12;

    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 3;
    private static final long SEED = 42;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A look costs the engine what is measured: the processor. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final String JOURNEY = "abandoned-cart";

    private final Report report;
    private final Path directory;
    private final int customers;
    private final int events;

    public SimulationBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.customers = scale.of(CUSTOMERS);
        this.events = scale.of(EVENTS);
    }

    /** A simulation that is over. */
    private record Done(double perSecond, double perCpuSecond) {}

    /** The rounds of one request. */
    private record Rounds(String name, String request, List<Done> done) {
        Rounds(String name, String request) {
            this(name, request, new ArrayList<>());
        }

        List<Figure> figures(double limit) {
            double perSecond = Median.of(done.stream().map(Done::perSecond).toList());
            double perCpuSecond =
                    Median.of(done.stream().map(Done::perCpuSecond).toList());
            return List.of(
                    Figure.against(name, perSecond, "events/s", limit),
                    Figure.alone(name + ", the engine", perCpuSecond, "events/CPU-s"));
        }
    }

    /** Runs it: some minutes. */
    public void run() throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(directory, PARTITIONS);
                EngineProcess engine = EngineProcess.start(cluster.settings(), directory)) {
            engine.publishSamples();
            engine.call("PUT", "/api/journeys/" + JOURNEY, hasty());
            Instant from = Instant.now();
            write(cluster);
            report.say("the engine decides them live");
            cluster.awaitReached(EngineProcess.GROUP, PATIENCE, cluster.ends(Topics.SHOP_EVENTS));
            measure(cluster, engine, from);
        }
    }

    /** The sample with waits of a second: what was written in a minute comes to its messages in it. */
    private static String hasty() {
        return SampleDocuments.journey(JOURNEY).replaceAll("PT(2H|30M|15M)", "PT1S");
    }

    private void write(Cluster cluster) {
        report.say("%,d customers in %d partitions, introduced by %,d events, and %,d events of the mix"
                .formatted(customers, PARTITIONS, introductions(), events));
        Load load = new Load(SEED, customers);
        try (LoadProducer producer = LoadProducer.prompt(cluster.settings())) {
            for (int customer = 0; customer < customers; customer++) {
                load.introduction(customer).forEach(producer::send);
            }
            load.beginRound();
            for (int i = 0; i < events; i++) {
                producer.send(load.next());
            }
            producer.flush();
        }
    }

    private int introductions() {
        return 2 * customers;
    }

    private void measure(Cluster cluster, EngineProcess engine, Instant from) throws InterruptedException {
        BareRead control = new BareRead(cluster.settings());
        String common = "from: \"" + from + "\", to: \"" + Instant.now() + "\"";
        List<Double> bare = new ArrayList<>();
        List<Rounds> all = List.of(
                new Rounds("simulation: a draft beside what is live", "{versions: [draft], " + common + "}"),
                new Rounds("simulation: two versions side by side", "{versions: [draft, 1], " + common + "}"),
                new Rounds(
                        "simulation: a draft, known by its events, all texts",
                        "{versions: [draft], known: events, texts: 1, " + common + "}"));
        for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
            boolean counts = round >= WARM_UPS;
            report.say(counts ? "round " + (round - WARM_UPS + 1) : "warming up");
            add(bare, counts, control.run());
            for (Rounds one : all) {
                add(one.done(), counts, simulated(engine, one.request()));
            }
        }
        double limit = Median.of(bare);
        report.print(
                "simulation",
                all.stream().flatMap(one -> one.figures(limit).stream()).toList());
    }

    private static <T> void add(List<T> rounds, boolean counts, T value) {
        if (counts) {
            rounds.add(value);
        }
    }

    private Done simulated(EngineProcess engine, String request) throws InterruptedException {
        Duration before = engine.process().cpu();
        String id = JSON.readTree(engine.call("POST", "/api/journeys/" + JOURNEY + "/simulations", request))
                .path("id")
                .asString();
        Await.until(
                "the simulation " + id + " is over",
                PATIENCE,
                LOOK,
                () -> !simulation(engine, id).path("endedAt").isMissingNode());
        JsonNode body = simulation(engine, id);
        Done done = done(body, engine.process().cpu().minus(before));
        report.say("%,.0f events/s, %,.0f a CPU-second; %s"
                .formatted(done.perSecond(), done.perCpuSecond(), summary(body)));
        return done;
    }

    private static JsonNode simulation(EngineProcess engine, String id) {
        return JSON.readTree(engine.call("GET", "/api/simulations/" + id, ""));
    }

    /** @throws IllegalStateException where it did not decide what its load leads to */
    private Done done(JsonNode body, Duration cpu) {
        JsonNode first = body.at("/result/versions/0");
        long decided = body.at("/result/events").asLong();
        if (decided < events
                || first.path("entered").asLong() == 0
                || first.path("sent").isEmpty()
                || body.at("/result/sample").asDouble() != 1) {
            throw new IllegalStateException("the simulation is not that of its load: " + body);
        }
        Duration took = Duration.between(
                Instant.parse(body.path("requestedAt").asString()),
                Instant.parse(body.path("endedAt").asString()));
        return new Done(decided / seconds(took), decided / seconds(cpu));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String summary(JsonNode body) {
        JsonNode first = body.at("/result/versions/0");
        return "%,d events, %,d customers entered %,d times, sent %s"
                .formatted(
                        body.at("/result/events").asLong(),
                        first.path("customers").asLong(),
                        first.path("entered").asLong(),
                        first.path("sent"));
    }
}
