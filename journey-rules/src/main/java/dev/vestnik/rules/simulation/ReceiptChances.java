package dev.vestnik.rules.simulation;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.testrun.ReceiptModel;
import dev.vestnik.rules.testrun.ReceiptModel.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Receipts by shares: of each channel so many in a hundred messages get these, so many those. Which message gets which is a draw by its
 * id, the same each time. A channel of which nothing is said accepts and delivers every message at once.
 *
 * @param chances by channel; the shares of one channel add up to 100
 */
public record ReceiptChances(Map<Channel, List<Chance>> chances) implements Receipts {
    /** Every message is accepted and delivered at once. */
    public static final ReceiptChances ALL_DELIVERED = new ReceiptChances(Map.of());

    private static final Receipt.Details NO_DETAILS =
            new Receipt.Details(null, false, null, false, false, List.of(), Map.of());
    private static final int HUNDRED = 100;

    public ReceiptChances {
        Map<Channel, List<Chance>> copies = new HashMap<>();
        chances.forEach((channel, list) -> copies.put(channel, List.copyOf(list)));
        chances = Map.copyOf(copies);
    }

    /** @param share in a hundred */
    public record Chance(int share, List<Report> reports) {
        public Chance {
            reports = List.copyOf(reports);
        }
    }

    @Override
    public List<Receipt> of(Effect.Send send, Instant at) {
        Channel channel = send.content().channel();
        List<Receipt> receipts = new ArrayList<>();
        for (Report report : reports(channel, send)) {
            String id = send.message() + "/" + send.attempt() + "/" + receipts.size();
            Instant then = at.plus(report.after());
            receipts.add(new Receipt(id, send.message(), send.attempt(), channel, report.status(), NO_DETAILS, then));
        }
        return receipts;
    }

    private List<Report> reports(Channel channel, Effect.Send send) {
        List<Chance> drawn = chances.get(channel);
        if (drawn == null) {
            return ReceiptModel.ALL_DELIVERED.of(channel);
        }
        int draw = draw(send);
        for (Chance chance : drawn) {
            draw -= chance.share();
            if (draw < 0) {
                return chance.reports();
            }
        }
        return List.of();
    }

    /** 0 to 99. */
    private static int draw(Effect.Send send) {
        long mixed = (send.message().getLeastSignificantBits() + send.attempt()) * 0x9e3779b97f4a7c15L;
        return (int) Long.remainderUnsigned(mixed >>> 8, HUNDRED);
    }
}
