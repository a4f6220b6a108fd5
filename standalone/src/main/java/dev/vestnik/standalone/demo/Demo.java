package dev.vestnik.standalone.demo;

import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.installation.DataDirectory;
import dev.vestnik.standalone.installation.Installation;
import dev.vestnik.standalone.installation.LastResort;
import dev.vestnik.standalone.installation.Ports;
import dev.vestnik.standalone.installation.Ports.Part;
import dev.vestnik.standalone.send.IngestClient;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** {@code ./vestnik demo}: an installation in a throw-away directory, sample journeys of seconds, a simulated shop, a table at the end. */
public final class Demo {
    private static final Duration SHORTEST = Duration.ofSeconds(20);
    private static final int VISITS_A_SECOND = 5;

    private final PrintStream out;
    private final Duration length;

    /** @throws CommandFailedException when the length is under 20 seconds or over an hour */
    public Demo(PrintStream out, Duration length) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(Duration.ofHours(1)) > 0) {
            throw new CommandFailedException("--for takes 20 seconds to an hour");
        }
        this.out = out;
        this.length = length;
    }

    /** Runs the demo; true when the table adds up. Deletes the directory, after Ctrl-C too, but keeps that of a failed demo. */
    public boolean run() throws InterruptedException {
        DataDirectory data = DataDirectory.at(temporary());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("vestnik.log.dir", data.directory("logs").toString());
        LastResort.install(data);
        out.println("starting Kafka, the registry, six services and the sandbox ...");
        Installation installation = new Installation(data, Ports.free(), true);
        AtomicBoolean failed = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            boolean keep = failed.get();
            installation.close();
            clear(data.root(), keep);
        }));
        boolean right = false;
        try {
            installation.start();
            out.println(
                    "outbox as the customers see it: " + installation.ports().url(Part.SANDBOX) + "/outbox");
            right = show(installation);
            return right;
        } finally {
            failed.set(!right);
        }
    }

    private boolean show(Installation installation) throws InterruptedException {
        Ports ports = installation.ports();
        String key = installation.data().apiKey();
        KafkaSettings kafka =
                KafkaSettings.at("127.0.0.1:" + ports.of(Part.KAFKA), ports.url(Part.REGISTRY) + "/apis/ccompat/v7");
        try (EngineClient client = new EngineClient(key);
                IngestClient http = new IngestClient(ports.url(Part.INGEST), key);
                KafkaDoor door = new KafkaDoor(kafka);
                DecisionFeed feed = new DecisionFeed(kafka)) {
            behave(client, ports);
            SampleJourneys.publish(client, ports.url(Part.ENGINE));
            out.println("published: abandoned cart, order placed, order shipped, courier dispatched, order delivered");
            SimulatedShop shop = new SimulatedShop(20261123, http, door);
            Scoreboard score = new Scoreboard();
            OutboxReader outbox = new OutboxReader(client, ports.url(Part.SANDBOX));
            new DemoRun(out, shop, score, outbox, feed).run(length, VISITS_A_SECOND, InstantSource.system());
            boolean reported = new ReportLines(client, ports.url(Part.ENGINE), score, feed).print(out);
            return new SummaryTable(shop, score, outbox).print(out) && reported;
        }
    }

    /** Sets the providers' behaviour: a third of the pushes is opened, some tokens are dead, some texts cannot be delivered. */
    private static void behave(EngineClient client, Ports ports) throws InterruptedException {
        String url = ports.url(Part.SANDBOX) + "/behaviour";
        client.post(url, "{\"channel\": \"push\", \"openRate\": 0.3, \"deadTokenRate\": 0.05}");
        client.post(url, "{\"channel\": \"sms\", \"receiptDelay\": \"PT0.3S\", \"failedReceiptRate\": 0.05}");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vestnik-demo-");
        } catch (IOException e) {
            throw new CommandFailedException("cannot make a throw-away directory: " + e.getMessage(), e);
        }
    }

    private void clear(Path directory, boolean keep) {
        if (keep) {
            out.println("kept " + directory);
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
