package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Peer;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The senders at providers of this machine: what goes out beside what the contract allows (window / time to answer) and beside what a bare
 * client reaches with the same window, what is left of it when three messages in ten are refused for the moment, the most that one process
 * hands over, and its memory with a million messages waiting.
 */
public final class SendersBenchmark {
    private static final int ROUNDS = 3;
    private static final int MOST_WARM_ROUNDS = 8;
    /**
     * Two rounds in a row that differ by less are warm, in pace and in processor time: a window bounds the pace while the compiler still takes half of
     * a core.
     */
    private static final double WARM = 0.1;

    private static final int SECONDS = 15;
    private static final int PARTITIONS = 12;
    private static final int WAITING = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final List<Contract> CONTRACTS = List.of(
            Contract.sms(10, Duration.ofMillis(5)),
            Contract.sms(64, Duration.ofMillis(50)),
            Contract.sms(120, Duration.ofMillis(200)),
            Contract.email(32, Duration.ofMillis(50)),
            Contract.push("apns", 64, Duration.ofMillis(50)),
            Contract.push("fcm", 64, Duration.ofMillis(50)),
            Contract.http(64, Duration.ofMillis(50)));

    private final Report report;
    private final Path directory;
    private final Scale scale;

    public SendersBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.scale = scale;
    }

    /**
     * Runs it: half an hour.
     *
     * @param only a text that is in the names of the parts to run; empty for all of them
     * @throws IllegalArgumentException where it is in none
     */
    public void run(String only) throws IOException, InterruptedException {
        requirePart(only);
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, Part> part : parts().entrySet()) {
            if (part.getKey().contains(only)) {
                in(part.getValue(), figures);
            }
        }
        report.print("senders", figures);
    }

    private void requirePart(String only) {
        if (parts().keySet().stream().noneMatch(name -> name.contains(only))) {
            throw new IllegalArgumentException("no part of senders has \"" + only + "\" in its name; there are "
                    + String.join(", ", parts().keySet()));
        }
    }

    private Map<String, Part> parts() {
        Contract usual = Contract.sms(64, Duration.ofMillis(50));
        Map<String, Part> parts = new LinkedHashMap<>();
        CONTRACTS.forEach(contract -> parts.put(contract.title(), new Part(contract, this::rate)));
        parts.put("goodput", new Part(usual, stage -> List.of(goodput(stage))));
        parts.put("most", new Part(Contract.sms(120, Duration.ofMillis(10)), this::most));
        parts.put("memory", new Part(usual, stage -> List.of(memory(stage))));
        return parts;
    }

    private List<Figure> rate(Stage stage) {
        double allowed = stage.contract().allowed();
        double rate = stage.median(allowed);
        String name = "senders: " + stage.contract().title();
        return List.of(
                Figure.against(name, rate, "messages/s", allowed),
                Figure.against(name + " (control: a bare client)", rate, "messages/s", stage.bare()));
    }

    private Figure goodput(Stage stage) {
        double healthy = stage.median(stage.contract().allowed());
        stage.behave(", \"temporaryRate\": 0.3");
        double hindered = stage.median(stage.contract().allowed() * 0.7);
        return Figure.against("senders: smpp, 30 % refused for the moment", hindered, "messages/s", healthy);
    }

    private List<Figure> most(Stage stage) {
        double rate = stage.median(5_000);
        String name = "senders: smpp, the most of one process";
        return List.of(
                Figure.against(name, rate, "messages/s", 5_000),
                Figure.against(name + " (control: a bare client)", rate, "messages/s", stage.bare()));
    }

    /** The sender's memory while nothing goes out, after it has worked; beside it, the same with a tenth of the messages waiting. */
    private Figure memory(Stage stage) {
        stage.median(stage.contract().allowed());
        stage.behave(", \"failConnections\": 1");
        int tenth = scale.of(WAITING / 10);
        stage.writer().write(tenth);
        double before = mostMemory(stage);
        stage.writer().write(scale.of(WAITING) - tenth);
        return Figure.against(
                "senders: memory with a million messages waiting (control: a hundred thousand)",
                mostMemory(stage),
                "MiB",
                before);
    }

    /** The memory in MiB, over some seconds. */
    private static double mostMemory(Stage stage) {
        long most = 0;
        for (int second = 0; second < SECONDS; second++) {
            Await.until("a second has passed", PATIENCE, new Seconds(1));
            most = Math.max(most, stage.sender().memory());
        }
        return (double) most / (1 << 20);
    }

    /** @param work with the stage of the contract */
    private record Part(Contract contract, Function<Stage, List<Figure>> work) {}

    /** Runs a part with a cluster, a provider and a sender of its own; before that, the bare client alone at the provider. */
    private void in(Part part, List<Figure> figures) throws IOException, InterruptedException {
        Contract contract = part.contract();
        Path own = Files.createTempDirectory(directory, contract.provider() + "-");
        try (Cluster cluster = Cluster.start(own, PARTITIONS);
                Peer peer = contract.start(own)) {
            double bare = bare(contract, peer);
            try (SenderProcess sender = SenderProcess.start(contract.sender(), cluster, own, contract.arguments(peer));
                    LaneWriter writer = new LaneWriter(cluster, contract)) {
                figures.addAll(part.work().apply(new Stage(contract, peer, sender, writer, bare, this)));
            }
        }
    }

    /** Not a number when the bare client fails: the senders' own figures stand without it. */
    private double bare(Contract contract, Peer peer) throws IOException, InterruptedException {
        try (BareClient client = BareClients.of(contract, peer)) {
            BareRate rate = new BareRate(client, contract.window());
            Duration round = Duration.ofSeconds(scale.of(SECONDS));
            double measured = warm(() -> new RoundFigures(rate.in(round), 0)).rate();
            report.say(String.format("%s: %.0f messages/s of a bare client", contract.title(), measured));
            return measured;
        } catch (IllegalStateException e) {
            report.say(contract.title() + ": the bare client failed: " + e.getCause());
            return Double.NaN;
        }
    }

    /** @param cpu of the sender for each message, in microseconds */
    private record RoundFigures(double rate, double cpu) {
        boolean isLike(RoundFigures other) {
            return Math.abs(rate - other.rate) <= WARM * rate && Math.abs(cpu - other.cpu) <= WARM * cpu;
        }
    }

    private interface MeasuredRound {
        RoundFigures measured() throws InterruptedException;
    }

    /** The last of as many rounds as it takes until two in a row differ little. */
    private static RoundFigures warm(MeasuredRound round) throws InterruptedException {
        RoundFigures before = round.measured();
        for (int i = 1; i < MOST_WARM_ROUNDS; i++) {
            RoundFigures now = round.measured();
            if (before.isLike(now)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    /** One sender at work. */
    private record Stage(
            Contract contract,
            Peer peer,
            SenderProcess sender,
            LaneWriter writer,
            double bare,
            SendersBenchmark benchmark) {

        /** @param more fields of the behaviour beside the delay */
        void behave(String more) {
            peer.behave(contract.provider(), contract.behaviour() + more);
        }

        /** Messages a second, the median of some rounds once the sender is warm. */
        double median(double expected) {
            int messages = benchmark.scale.of((int) (expected * SECONDS));
            try {
                warm(() -> said("warming up", messages));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rates.add(said("round " + (round + 1), messages).rate());
            }
            return Median.of(rates);
        }

        private RoundFigures said(String name, int messages) {
            Duration before = sender.cpu();
            long requests = BrokerRequests.count();
            double rate = round(messages);
            double cpu = sender.cpu().minus(before).toNanos() / 1e3 / messages;
            benchmark.report.say(String.format(
                    "%s, %s: %.0f messages/s of %.0f, each %.0f µs of the sender's CPU and %.2f requests to the broker",
                    contract.title(),
                    name,
                    rate,
                    contract.allowed(),
                    cpu,
                    (double) (BrokerRequests.count() - requests) / messages));
            return new RoundFigures(rate, cpu);
        }

        /** The pace between the first tenth and the last of the messages. */
        private double round(int messages) {
            long before = peer.taken(contract.provider());
            writer.write(messages);
            long from = awaitTaken(before + messages / 10);
            long first = peer.taken(contract.provider());
            long until = awaitTaken(before + messages - messages / 10);
            long last = peer.taken(contract.provider());
            double rate = (last - first) * 1e9 / (until - from);
            awaitTaken(before + messages);
            return rate;
        }

        private long awaitTaken(long count) {
            Await.until(
                    count + " messages at the provider",
                    PATIENCE,
                    LOOK,
                    () -> peer.taken(contract.provider()) >= count);
            return System.nanoTime();
        }
    }
}
