package dev.vestnik.standalone.demo;

import dev.vestnik.schemas.engine.Outcome;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/** Runs the shop and prints, second by second, the numbers of events, decisions and arrived messages. */
final class DemoRun {
    private static final Duration QUIET_END = Duration.ofSeconds(60);

    private final PrintStream out;
    private final SimulatedShop shop;
    private final Scoreboard score;
    private final OutboxReader outbox;
    private final DecisionFeed feed;
    private int comeBack;

    DemoRun(PrintStream out, SimulatedShop shop, Scoreboard score, OutboxReader outbox, DecisionFeed feed) {
        this.out = out;
        this.shop = shop;
        this.score = score;
        this.outbox = outbox;
        this.feed = feed;
    }

    void run(Duration length, int visitsASecond, InstantSource clock) throws InterruptedException {
        Instant start = clock.instant();
        Instant lastVisit = start.plus(length.multipliedBy(7).dividedBy(10));
        Instant latestEnd = start.plus(length).plus(QUIET_END);
        int visits = 0;
        int second = -1;
        for (Instant now = start; now.isBefore(latestEnd); now = clock.instant()) {
            Duration age = Duration.between(start, now);
            while (now.isBefore(lastVisit) && visits < age.toMillis() * visitsASecond / 1000) {
                visits++;
                shop.visit(now);
            }
            shop.act(now);
            feed.read(Duration.ofMillis(50), score::add);
            Instant seen = now;
            outbox.read(item -> arrived(item, seen));
            if (age.toSeconds() > second) {
                second = (int) age.toSeconds();
                line(second);
            }
            if (age.compareTo(length) >= 0 && atRest()) {
                return;
            }
        }
    }

    private boolean atRest() {
        return !shop.busy() && !score.cartsOpen() && score.unanswered().isEmpty();
    }

    /** Takes note of an arrived message; lets a third of the reminded customers come back. */
    private void arrived(JsonNode item, Instant now) {
        boolean reminder = item.path("template").asString().equals("cart-reminder");
        if (reminder && item.path("messageId").asString().hashCode() % 3 == 0) {
            int customer = customer(item);
            if (customer >= 0) {
                comeBack++;
                shop.comesBack(now, customer);
            }
        }
        if (outbox.total() % 25 == 1) {
            String text = item.path("text").asString();
            out.printf(
                    "      %-5s %s%n",
                    item.path("channel").asString(), text.length() > 110 ? text.substring(0, 110) + "…" : text.strip());
        }
    }

    /** Reads a simulated customer's number from the address. */
    private static int customer(JsonNode item) {
        String to = item.path("to").asString();
        return switch (item.path("channel").asString()) {
            case "sms" -> Integer.parseInt(to.substring(to.length() - 7)) - 1_000_000;
            case "email" -> Integer.parseInt(to.replaceAll("\\D", ""));
            default -> to.length() == 64 ? Integer.parseInt(to.substring(32), 16) - 1 : -1;
        };
    }

    private void line(int second) {
        out.printf(
                "%3ds  in: http %d kafka %d   decided: entered %d sent %d skipped %d left %d   arrived: %d   receipts: %d   back: %d%n",
                second,
                shop.httpEvents(),
                shop.kafkaEvents(),
                score.count(Outcome.ENTERED),
                score.count(Outcome.SENT),
                score.count(Outcome.SKIPPED),
                score.count(Outcome.LEFT),
                outbox.total(),
                score.count(Outcome.RECEIPT),
                comeBack);
    }
}
