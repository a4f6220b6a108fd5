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
 * Simulations asked of a running engine, as a marketer does, over a topic of the fixed mix; medians of three rounds. The control reads the
 * same events out of their Avro on one thread and does nothing. The engine works on one thread of two cores; the broker is in this process.
 */
public final class SimulationBenchmark {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CUSTOMERS = 12_000;
    private static final int EVENTS = 30_000;
    private static final int PARTITIONS = 4;
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 3;
    private static final long SEED = 42;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
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
    private record Done(double perSecond, JsonNode body) {}

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
        report.say(customers + " customers, " + events + " events");
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

    private void measure(Cluster cluster, EngineProcess engine, Instant from) throws InterruptedException {
        BareRead control = new BareRead(cluster.settings());
        String common = "from: \"" + from + "\", to: \"" + Instant.now() + "\"";
        List<Double> bare = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        List<Double> told = new ArrayList<>();
        for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
            boolean counts = round >= WARM_UPS;
            add(bare, counts, control.run());
            add(one, counts, simulated(engine, "{versions: [draft], " + common + "}"));
            add(two, counts, simulated(engine, "{versions: [draft, 1], " + common + "}"));
            add(told, counts, simulated(engine, "{versions: [draft], known: events, texts: 1, " + common + "}"));
        }
        double limit = Median.of(bare);
        report.print(
                "simulation",
                List.of(
                        Figure.against("simulation: a draft beside what is live", Median.of(one), "events/s", limit),
                        Figure.against("simulation: two versions side by side", Median.of(two), "events/s", limit),
                        Figure.against(
                                "simulation: a draft, known by its events, all texts",
                                Median.of(told),
                                "events/s",
                                limit)));
    }

    private static void add(List<Double> rounds, boolean counts, double value) {
        if (counts) {
            rounds.add(value);
        }
    }

    private double simulated(EngineProcess engine, String request) throws InterruptedException {
        String id = JSON.readTree(engine.call("POST", "/api/journeys/" + JOURNEY + "/simulations", request))
                .path("id")
                .asString();
        Await.until(
                "the simulation " + id + " is over",
                PATIENCE,
                () -> !simulation(engine, id).path("endedAt").isMissingNode());
        Done done = done(simulation(engine, id));
        report.say("%.0f events/s; %s".formatted(done.perSecond(), summary(done.body())));
        return done.perSecond();
    }

    private static JsonNode simulation(EngineProcess engine, String id) {
        return JSON.readTree(engine.call("GET", "/api/simulations/" + id, ""));
    }

    /** @throws IllegalStateException where it did not decide what its load leads to */
    private Done done(JsonNode body) {
        JsonNode first = body.at("/result/versions/0");
        long decided = body.at("/result/events").asLong();
        if (decided < events
                || first.path("entered").asLong() == 0
                || first.path("sent").isEmpty()) {
            throw new IllegalStateException("the simulation is not that of its load: " + body);
        }
        Duration took = Duration.between(
                Instant.parse(body.path("requestedAt").asString()),
                Instant.parse(body.path("endedAt").asString()));
        return new Done(decided / (took.toNanos() / 1e9), body);
    }

    private static String summary(JsonNode body) {
        JsonNode first = body.at("/result/versions/0");
        return first.path("entered").asLong() + " entered, sent " + first.path("sent") + ", sample "
                + body.at("/result/sample").asDouble();
    }
}
