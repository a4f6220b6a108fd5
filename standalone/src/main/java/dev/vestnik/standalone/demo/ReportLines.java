package dev.vestnik.standalone.demo;

import dev.vestnik.schemas.engine.Outcome;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Prints the shop's report as the engine tells it, and compares it with the decisions that the demo has read itself. */
final class ReportLines {
    /** Reports are some seconds behind. */
    private static final int MOST_LOOKS = 150;

    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final double HUNDREDTHS = 100;

    private final EngineClient client;
    private final String url;
    private final Scoreboard score;
    private final DecisionFeed feed;

    /** @param url of the engine */
    ReportLines(EngineClient client, String url, Scoreboard score, DecisionFeed feed) {
        this.client = client;
        this.url = url;
        this.score = score;
        this.feed = feed;
    }

    /** Waits until the report has what was decided; true when it adds up. */
    boolean print(PrintStream out) throws InterruptedException {
        JsonNode summary = client.get(url + "/api/reports/summary");
        for (int look = 0; look < MOST_LOOKS && !counted(summary).equals(decided()); look++) {
            feed.read(BETWEEN, score::add);
            summary = client.get(url + "/api/reports/summary");
        }
        boolean right = counted(summary).equals(decided());
        JsonNode total = summary.path("total");
        out.printf(
                "report     %s%n           opened %d, clicked %d; %d sales for %.2f RUB, %d of them by a reminder for %.2f RUB%s%n",
                counted(summary),
                total.path("opened").asLong(),
                total.path("clicked").asLong(),
                summary.path("sales").asLong(),
                summary.at("/revenue/RUB").asLong() / HUNDREDTHS,
                total.at("/lastTouch/sales").asLong(),
                total.at("/lastTouch/revenue/RUB").asLong() / HUNDREDTHS,
                right ? "" : "   <- decided were " + decided());
        return right;
    }

    private static Map<String, Long> counted(JsonNode summary) {
        JsonNode total = summary.path("total");
        return new TreeMap<>(Map.of(
                "entered",
                        total.path("entered").asLong() + total.path("control").asLong(),
                "sent", total.path("sent").asLong(),
                "skipped", sum(total.path("skipped")),
                "left", sum(total.path("left")),
                "converted", total.path("converted").asLong()));
    }

    private Map<String, Long> decided() {
        return Map.of(
                "entered", (long) score.count(Outcome.ENTERED),
                "sent", (long) score.count(Outcome.SENT),
                "skipped", (long) score.count(Outcome.SKIPPED),
                "left", (long) score.count(Outcome.LEFT),
                "converted", (long) score.count(Outcome.CONVERTED));
    }

    private static long sum(JsonNode reasons) {
        return reasons.propertyStream()
                .mapToLong(reason -> reason.getValue().asLong())
                .sum();
    }
}
