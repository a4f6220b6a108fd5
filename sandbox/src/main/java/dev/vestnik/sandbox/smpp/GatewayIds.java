package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.Ledger;
import java.util.OptionalLong;

/** The centre's message ids: the ledger position, moved so far up that ledgers begun at other times give other ids. */
final class GatewayIds {
    private static final long LEDGERS_APART = 1_000_000;

    private final SmppSettings settings;
    private final long base;

    GatewayIds(SmppSettings settings, Ledger ledger) {
        this.settings = settings;
        base = ledger.openedAt().getEpochSecond() * LEDGERS_APART;
    }

    String inAnswer(long seq) {
        return settings.submitIds().write(base + seq);
    }

    String inReceipt(long seq) {
        return settings.receiptIds().write(base + seq);
    }

    /** The position an id from an answer stands for. */
    OptionalLong position(String id) {
        try {
            return OptionalLong.of(settings.submitIds().read(id) - base);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
