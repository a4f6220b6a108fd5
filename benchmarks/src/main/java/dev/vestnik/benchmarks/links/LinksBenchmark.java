package dev.vestnik.benchmarks.links;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Child;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LocalHttp;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.pages.CustomerPages;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.LinkedMessage;
import dev.vestnik.service.link.PublicLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * {@code bench links}: links of messages, each of another message, followed at 1,000 a second; how long a redirect takes, and whether every click
 * has become a receipt. The control is a server that redirects and does nothing else.
 */
public final class LinksBenchmark {
    private static final int PER_SECOND = 1_000;
    private static final int CALLS = 30_000;
    private static final int WARM_UP = 60_000;
    private static final int ROUNDS = 3;
    private static final String SECRET = "the secret of the benchmark";
    private static final Duration READY = Duration.ofMinutes(2);

    private final Report report;
    private final Path directory;
    private final Scale scale;
    private final LinkTokens tokens = new LinkTokens(List.of(SECRET));

    public LinksBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.scale = scale;
    }

    public void run() throws Exception {
        try (Cluster cluster = Cluster.start(directory, 3);
                LocalHttp ours = LocalHttp.onFreePort();
                LocalHttp bare = LocalHttp.onFreePort();
                Child pages = pages(cluster, ours);
                Child control = control(bare)) {
            Await.until("customer-pages are ready", READY, ours::isReady);
            Await.until("the control is ready", READY, () -> bare.answers("/ready"));
            List<Double> values = new ArrayList<>();
            List<Double> controls = new ArrayList<>();
            long clicked = round(ours, scale.of(WARM_UP), new ArrayList<>());
            round(bare, scale.of(WARM_UP), new ArrayList<>());
            for (int i = 0; i < ROUNDS; i++) {
                Duration before = pages.cpu();
                clicked += round(ours, scale.of(CALLS), values);
                processor(pages, before);
                before = control.cpu();
                round(bare, scale.of(CALLS), controls);
                processor(control, before);
            }
            awaitReceipts(cluster, clicked);
            report.print(
                    "links: a redirect at " + PER_SECOND + " a second",
                    List.of(Figure.against(
                            "links_redirect_p99", Median.of(values), "ms, limit 20", Median.of(controls))));
        }
    }

    private Child pages(Cluster cluster, LocalHttp http) throws IOException {
        return Child.start(
                CustomerPages.class,
                directory.resolve("customer-pages.log"),
                List.of("-Xmx512m"),
                List.of(
                        "--server.port=" + http.port(),
                        "--vestnik.kafka.bootstrap-servers="
                                + cluster.settings().bootstrapServers(),
                        "--vestnik.kafka.registry-url=" + cluster.settings().registryUrl(),
                        "--vestnik.kafka.partitions=" + cluster.settings().partitions(),
                        "--vestnik.links.url=http://127.0.0.1:" + http.port(),
                        "--vestnik.links.secrets[0]=" + SECRET));
    }

    private Child control(LocalHttp http) throws IOException {
        return Child.start(
                BareRedirect.class,
                directory.resolve("control.log"),
                List.of("-Xmx512m"),
                List.of(String.valueOf(http.port())));
    }

    private long round(LocalHttp http, int calls, List<Double> p99) throws Exception {
        long[] took = new Visitors(http.port(), PER_SECOND).follow(paths(calls));
        p99.add(millis(took, 0.99));
        report.say("%s: p50 %.2f ms, p99 %.2f ms, the slowest %.1f ms"
                .formatted(http.url(), millis(took, 0.5), millis(took, 0.99), millis(took, 1)));
        return calls;
    }

    private void processor(Child child, Duration before) {
        report.say(child.cpu().minus(before).toNanos() / 1_000 / scale.of(CALLS) + " µs of processor time a call");
    }

    private static double millis(long[] sorted, double part) {
        return Median.quantile(sorted, part) / 1e6;
    }

    private List<String> paths(int count) {
        Instant sent = Instant.now().minusSeconds(3_600);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CustomerKey customer = new CustomerKey("main", "customer-" + i % 10_000);
            LinkedMessage message = new LinkedMessage(customer, UUID.randomUUID(), 1, ChannelName.EMAIL, sent);
            paths.add("/l/" + tokens.write(new PublicLink.Click(message, "https://shop.example/cart/" + i)));
        }
        return paths;
    }

    private static void awaitReceipts(Cluster cluster, long clicked) {
        Await.until(
                "every click is a receipt",
                Duration.ofMinutes(1),
                () -> cluster.ends(Topics.RECEIPTS).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        >= clicked);
    }
}
