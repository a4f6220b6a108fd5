package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.SandboxProcess;
import dev.vestnik.benchmarks.harness.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The senders at the sandbox's providers: what goes out beside what the contract allows (window / time to answer), what is left of it when
 * three messages in ten are refused for the moment, the most that one process hands over, and its memory with a million messages waiting.
 */
public final class SendersBenchmark {
    private static final int ROUNDS = 3;
    private static final int SECONDS = 15;
    private static final int PARTITIONS = 12;
    private static final int WAITING = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<Contract> CONTRACTS = List.of(
            Contract.sms(10, Duration.ofMillis(5)),
            Contract.sms(64, Duration.ofMillis(50)),
            Contract.sms(120, Duration.ofMillis(200)),
            Contract.email(32, Duration.ofMillis(50)),
            Contract.push("apns", 64, Duration.ofMillis(50)),
            Contract.push("fcm", 64, Duration.ofMillis(50)));

    private final Report report;
    private final Path directory;
    private final Scale scale;

    public SendersBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.scale = scale;
    }

    /** Runs it: a quarter of an hour. */
    public void run() throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        for (Contract contract : CONTRACTS) {
            in(contract, stage -> figures.add(rate(stage)));
        }
        in(Contract.sms(64, Duration.ofMillis(50)), stage -> figures.add(goodput(stage)));
        in(Contract.sms(120, Duration.ofMillis(10)), stage -> figures.add(most(stage)));
        in(Contract.sms(64, Duration.ofMillis(50)), stage -> figures.add(memory(stage)));
        report.print("senders", figures);
    }

    private Figure rate(Stage stage) {
        double allowed = stage.contract().allowed();
        return Figure.against("senders: " + stage.contract().title(), stage.median(allowed), "messages/s", allowed);
    }

    private Figure goodput(Stage stage) {
        double healthy = stage.median(stage.contract().allowed());
        stage.behave(", \"temporaryRate\": 0.3");
        double hindered = stage.median(stage.contract().allowed() * 0.7);
        return Figure.against("senders: smpp, 30 % refused for the moment", hindered, "messages/s", healthy);
    }

    private Figure most(Stage stage) {
        return Figure.alone("senders: smpp, the most of one process", stage.median(5_000), "messages/s");
    }

    /** The sender's memory while nothing goes out; beside it, that of a sender that had worked and has nothing to do. */
    private Figure memory(Stage stage) {
        double idle = stage.sender().memory();
        stage.behave(", \"failConnections\": 1");
        stage.writer().write(scale.of(WAITING));
        double most = idle;
        for (int second = 0; second < SECONDS; second++) {
            Await.until("a second has passed", PATIENCE, new Seconds(1));
            most = Math.max(most, stage.sender().memory());
        }
        return Figure.against(
                "senders: memory with a million messages waiting (control: nothing to do)",
                most / (1 << 20),
                "MiB",
                idle / (1 << 20));
    }

    private interface Part {
        void in(Stage stage);
    }

    /** Runs a part with a cluster, a sandbox and a sender of its own. */
    private void in(Contract contract, Part part) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(directory, contract.provider() + "-");
        try (Cluster cluster = Cluster.start(own, PARTITIONS);
                SandboxProcess sandbox = SandboxProcess.start(own)) {
            sandbox.behave(contract.provider(), answer(contract));
            try (SenderProcess sender =
                            SenderProcess.start(contract.sender(), cluster, own, contract.arguments(sandbox));
                    LaneWriter writer = new LaneWriter(cluster, contract)) {
                part.in(new Stage(contract, sandbox, sender, writer, this));
            }
        }
    }

    private static String answer(Contract contract) {
        return "\"delay\": " + contract.answer().toMillis();
    }

    /** One sender at work. */
    private record Stage(
            Contract contract,
            SandboxProcess sandbox,
            SenderProcess sender,
            LaneWriter writer,
            SendersBenchmark benchmark) {

        /** @param more fields of the behaviour beside the delay */
        void behave(String more) {
            sandbox.behave(contract.provider(), answer(contract) + more);
        }

        /** Messages a second, the median of some rounds after one to warm up. */
        double median(double expected) {
            int messages = benchmark.scale.of((int) (expected * SECONDS));
            round(Math.max(1, messages / 3));
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Duration cpu = sender.cpu();
                double rate = round(messages);
                rates.add(rate);
                benchmark.report.say(String.format(
                        "%s: %.0f messages/s of %.0f, %.0f µs of the sender's CPU each",
                        contract.title(),
                        rate,
                        contract.allowed(),
                        sender.cpu().minus(cpu).toNanos() / 1e3 / messages));
            }
            return Median.of(rates);
        }

        /** The pace between the first tenth and the last of the messages. */
        private double round(int messages) {
            long before = sandbox.taken(contract.provider());
            writer.write(messages);
            long from = awaitTaken(before + messages / 10);
            long first = sandbox.taken(contract.provider());
            long until = awaitTaken(before + messages - messages / 10);
            long last = sandbox.taken(contract.provider());
            double rate = (last - first) * 1e9 / (until - from);
            awaitTaken(before + messages);
            return rate;
        }

        private long awaitTaken(long count) {
            Await.until(
                    count + " messages at the provider", PATIENCE, () -> sandbox.taken(contract.provider()) >= count);
            return System.nanoTime();
        }
    }
}
