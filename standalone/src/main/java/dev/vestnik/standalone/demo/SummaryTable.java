package dev.vestnik.standalone.demo;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** The table at the end: compares decisions with arrived messages, cart by cart and message by message. */
final class SummaryTable {
    private static final String LEGEND = """
            expired: its time was over; revoked: taken back before it was handed over; failed: provider or device said no;
            in-doubt: nobody knows; left (above): went out of the journey, for whatever reason""";

    private final SimulatedShop shop;
    private final Scoreboard score;
    private final OutboxReader outbox;

    /** The ends of the messages of one template and channel. */
    private static final class Row {
        private int sent;
        private int arrived;
        private final Map<String, Integer> otherwise = new TreeMap<>();

        boolean addsUp() {
            return sent
                            == arrived
                                    + otherwise.values().stream()
                                            .mapToInt(count -> count)
                                            .sum()
                    && !otherwise.containsKey("lost");
        }
    }

    SummaryTable(SimulatedShop shop, Scoreboard score, OutboxReader outbox) {
        this.shop = shop;
        this.score = score;
        this.outbox = outbox;
    }

    /** Prints the table; true when it adds up. */
    boolean print(PrintStream out) {
        out.println();
        boolean right = messages(out) & carts(out);
        long foreign = outbox.total()
                - score.sent().keySet().stream().mapToInt(outbox::of).sum();
        right &= line(out, "arrived twice", outbox.doubled(), outbox.doubled() == 0);
        right &= line(out, "arrived without a decision", foreign, foreign == 0);
        out.println("not sent, and why");
        score.skipped().forEach((what, count) -> out.printf("  %-52s %5d%n", what, count));
        out.println(LEGEND);
        out.println(right ? "it adds up" : "IT DOES NOT ADD UP");
        return right;
    }

    private boolean messages(PrintStream out) {
        Map<String, Row> rows = new TreeMap<>();
        score.sent().forEach((message, kind) -> {
            Row row = rows.computeIfAbsent(kind, name -> new Row());
            row.sent++;
            if (outbox.of(message) > 0) {
                row.arrived++;
            } else {
                String ending = score.ending(message);
                row.otherwise.merge(ending.isEmpty() ? "lost" : ending, 1, Integer::sum);
            }
        });
        out.printf("%-30s %6s = %7s + %s%n", "messages", "sent", "arrived", "otherwise ended");
        boolean right = true;
        for (Map.Entry<String, Row> entry : rows.entrySet()) {
            Row row = entry.getValue();
            right &= row.addsUp();
            out.printf(
                    "  %-28s %6d = %7d + %s%s%n",
                    entry.getKey(),
                    row.sent,
                    row.arrived,
                    row.otherwise.isEmpty() ? "0" : row.otherwise,
                    row.addsUp() ? "" : "   <- does not add up");
        }
        return right;
    }

    private boolean carts(PrintStream out) {
        int parts = score.boughtUnreminded() + score.cartsReminded() + score.unreachable();
        out.printf(
                "carts      %d in the shop, %d begun = %d bought at once + %d reminded + %d not reachable; %d of the reminded recovered%n",
                shop.cartsBegun(),
                score.cartsBegun(),
                score.boughtUnreminded(),
                score.cartsReminded(),
                score.unreachable(),
                score.recovered());
        return score.cartsBegun() == shop.cartsBegun() && parts == score.cartsBegun();
    }

    private static boolean line(PrintStream out, String what, long count, boolean right) {
        out.printf("%-30s %6d%s%n", what, count, right ? "" : "   <- should be 0");
        return right;
    }
}
