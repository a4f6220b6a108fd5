package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.Ledger;
import java.util.OptionalLong;

/** The centre's message ids: ledger positions plus an offset that differs between ledgers begun at different times. */
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

    /** The position for which an id from an answer stands. */
    OptionalLong position(String id) {
        try {
            return OptionalLong.of(settings.submitIds().read(id) - base);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
