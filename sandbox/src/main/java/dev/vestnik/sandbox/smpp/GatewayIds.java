package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.behaviour.SmsBehaviour.ReceiptIds;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.smpp.SmppSettings.IdFormat;
import java.util.Locale;
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

    /** The number of the text at {@code seq}; ids begin anew after so many, 0 for never. */
    long number(long seq, int distinct) {
        return base + (distinct == 0 ? seq : seq % distinct);
    }

    String inAnswer(long number) {
        return settings.submitIds().write(number);
    }

    String inReceipt(long number, ReceiptIds form) {
        String usual = settings.receiptIds().write(number);
        return switch (form) {
            case USUAL -> usual;
            case DECIMAL -> IdFormat.DECIMAL.write(number);
            case HEX -> IdFormat.HEX.write(number);
            case PADDED -> "000" + usual;
            case CAPITALS -> usual.toUpperCase(Locale.ROOT);
        };
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
