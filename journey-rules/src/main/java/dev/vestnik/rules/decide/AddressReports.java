package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.AddressWord.Kind;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.decide.Signal.Receipt.DeadToken;
import dev.vestnik.rules.reason.SuppressReason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Learns from receipts about the addresses that messages went to. */
final class AddressReports {
    /** The source that a consent names. */
    private static final String PROVIDER = "provider";

    private AddressReports() {}

    /** @param message null where it is forgotten */
    static void heard(Turn turn, @Nullable Outstanding message, Receipt receipt) {
        if (receipt.details().optedOut()) {
            optOut(turn, message, receipt);
        }
        if (message != null && receipt.details().addressDead()) {
            suppress(turn, message, receipt);
        }
        if (message != null) {
            receipt.details().deadTokens().forEach(token -> forget(turn, receipt, token));
        }
    }

    private static void suppress(Turn turn, Outstanding message, Receipt receipt) {
        if (message.address() == 0) {
            return;
        }
        Channel channel = message.channel();
        String code = code(receipt);
        String address = Addresses.of(turn.state(), channel);
        boolean isNew = Addresses.suppress(turn, channel, message.address(), code, turn.now());
        if (isNew && address != null && Ids.hash(address) == message.address()) {
            AddressWords.dead(turn, channel, address, turn.now(), code);
        } else if (isNew) {
            OtherContacts.tell(turn, message, Kind.DEAD, turn.now(), code);
        }
    }

    private static String code(Receipt receipt) {
        return Objects.requireNonNullElse(receipt.details().code(), SuppressReason.DEAD_ADDRESS.label());
    }

    /** A device that was registered since is not the one that was gone. */
    private static void forget(Turn turn, Receipt receipt, DeadToken gone) {
        Instant reported = turn.cause().nominalAt();
        Instant at = gone.since() == null || gone.since().isAfter(reported) ? reported : gone.since();
        String token = gone.token();
        if (!ProfileRules.has(turn, token)) { // it may be another customer's by now
            AddressWords.dead(turn, Channel.PUSH, token, at, receipt.details().code());
        } else if (!turn.state().reach().registeredAt(Ids.hash(token)).isAfter(at)) {
            ProfileRules.forget(turn, token);
            Addresses.suppressed(turn, Channel.PUSH, code(receipt));
        }
    }

    /**
     * Records a no to all marketing of the channel for a customer who complains of a message or blocks its sender: once, since reports come
     * twice, and the customer may have said yes in between. An address that the customer does not have any more gets none, and the address of
     * a forgotten message is unknown. A complaint about a message for another customer's order goes to the owner of that address.
     */
    private static void optOut(Turn turn, @Nullable Outstanding message, Receipt receipt) {
        boolean theirs = isTheirs(turn, message, receipt.channel());
        if (!theirs && message == null
                || !SaidOnce.isNew(turn, "opted-out\0" + receipt.message(), Housekeeping.EVENTS_KEPT)) {
            return;
        }
        Instant at = turn.cause().nominalAt();
        if (theirs) {
            String evidence = receipt.details().code();
            Consents.said(turn, new Consent(receipt.channel(), null, false, at, PROVIDER, evidence));
        } else if (message != null) {
            OtherContacts.tell(turn, message, Kind.STOPPED, at, null);
        }
    }

    private static boolean isTheirs(Turn turn, @Nullable Outstanding message, Channel channel) {
        if (channel == Channel.PUSH) {
            return !turn.state().devices().isEmpty();
        }
        return message == null
                ? Addresses.of(turn.state(), channel) != null
                : Addresses.is(turn.state(), channel, message.address());
    }
}
