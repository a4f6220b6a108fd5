package dev.vestnik.rules.model;

import dev.vestnik.rules.model.Side.Handed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What senders report of a message: random, and the same each time that the same is sent. */
public final class Reports {
    private Reports() {}

    /** @param after the message was sent */
    public record Report(Duration after, String status, boolean addressDead) {}

    public static List<Report> of(long seed, Handed handed) {
        Random random = new Random(seed * 31 + handed.message().hashCode() * 7L + handed.attempt());
        List<Report> reports = new ArrayList<>();
        switch (random.nextInt(10)) {
            case 0 -> reports.add(report(random, 0, "FAILED_PERMANENT"));
            case 1 -> reports.add(report(random, 0, "FAILED_TEMPORARY"));
            case 2 -> reports.add(report(random, 0, "EXPIRED"));
            case 3 -> {}
            default -> through(random, handed.channel(), reports);
        }
        if (!reports.isEmpty() && random.nextInt(5) == 0) {
            reports.add(reports.getLast()); // it comes twice
        }
        return reports;
    }

    private static void through(Random random, String channel, List<Report> reports) {
        reports.add(report(random, 0, "ACCEPTED"));
        if (random.nextInt(4) == 0) {
            reports.add(report(random, 60_000, "FAILED_PERMANENT"));
            return;
        }
        if (random.nextInt(3) > 0) {
            reports.add(report(random, 60_000, "DELIVERED"));
        }
        if (!channel.equals("sms") && random.nextInt(2) == 0) {
            reports.add(report(random, 4_000_000, "OPENED"));
        }
    }

    private static Report report(Random random, int least, String status) {
        int slow = random.nextInt(3) == 0 ? 5_000_000 : 50_000;
        boolean dead = status.equals("FAILED_PERMANENT") && random.nextInt(4) == 0;
        return new Report(Duration.ofMillis(least + 1 + random.nextInt(slow)), status, dead);
    }
}
