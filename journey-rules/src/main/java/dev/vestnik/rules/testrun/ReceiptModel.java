package dev.vestnik.rules.testrun;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The receipts that messages of a test run get, by channel. A channel of which nothing is said accepts and delivers at once; one with an
 * empty list is silent.
 */
public record ReceiptModel(Map<Channel, List<Report>> reports) {
    /** Every message is accepted and delivered at once. */
    public static final ReceiptModel ALL_DELIVERED = new ReceiptModel(Map.of());

    private static final List<Report> DELIVERED =
            List.of(new Report(Status.ACCEPTED, Duration.ZERO), new Report(Status.DELIVERED, Duration.ZERO));

    public ReceiptModel {
        reports = Map.copyOf(reports);
    }

    /** @param after the message is handed over */
    public record Report(Status status, Duration after) {}

    /** The name that documents and people use: {@code failed-permanent}. */
    static String label(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The receipts of a message of this channel, in their order. */
    public List<Report> of(Channel channel) {
        return reports.getOrDefault(channel, DELIVERED);
    }
}
