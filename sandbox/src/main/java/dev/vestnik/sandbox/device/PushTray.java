package dev.vestnik.sandbox.device;

import dev.vestnik.sandbox.behaviour.Behaviour.ReceiptBehaviour;
import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.ledger.FollowUp;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.LedgerRecord.Rejected;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes push messages into the ledger, or refuses them, as their provider's behaviour says. */
public final class PushTray {
    private final Ledger ledger;
    private final Behaviours behaviours;
    private final ReportTargets targets;
    private final InstantSource clock;

    PushTray(Ledger ledger, Behaviours behaviours, ReportTargets targets, InstantSource clock) {
        this.ledger = ledger;
        this.behaviours = behaviours;
        this.targets = targets;
        this.clock = clock;
    }

    /** Offers a message; blocks for the time that the provider takes to answer. */
    public PushResult offer(PushMessage message, DeviceRefusals refusals) throws InterruptedException {
        behaviours.think(message.provider());
        if (behaviours.dead(message.provider(), message.to())) {
            return refuse(message, refusals.deadToken());
        }
        Optional<String> own = behaviours.reply(message.provider(), message.to());
        if (own.isPresent()) {
            return refuse(message, own.get());
        }
        String code = behaviours.of(message.provider()).answers().rejectCode();
        return switch (behaviours.decision(message.provider())) {
            case TAKE -> take(message);
            case REJECT -> refuse(message, Objects.requireNonNullElse(code, refusals.rejected()));
            case TRY_LATER -> refuse(message, refusals.busy());
        };
    }

    private PushResult take(PushMessage message) throws InterruptedException {
        Instant now = clock.instant();
        long seq = ledger.append(new Received(
                now,
                message.provider(),
                message.from(),
                message.to(),
                message.mark().tag(),
                null,
                message.allFacts(),
                followUps(message, now),
                message.body()));
        behaviours.dawdle(message.provider());
        return new PushResult.Taken(seq, behaviours.losesAnswer(message.provider()));
    }

    /** Writes a message to the ledger that the protocol itself refuses. */
    public PushResult refuse(PushMessage message, String code) {
        ledger.append(new Rejected(
                clock.instant(),
                message.provider(),
                message.from(),
                message.to(),
                message.mark().tag(),
                code));
        return new PushResult.Refused(code);
    }

    private List<FollowUp> followUps(PushMessage message, Instant now) {
        ReceiptBehaviour receipts = behaviours.of(message.provider()).receipts();
        List<FollowUp> followUps = new ArrayList<>();
        if (targets.allows(message.mark().report()) && !behaviours.chance(receipts.dropReceipts())) {
            Instant shown = now.plus(receipts.receiptDelay());
            followUps.add(new FollowUp(shown, "DELIVERED"));
            if (behaviours.chance(receipts.openRate())) {
                followUps.add(new FollowUp(shown.plus(receipts.receiptDelay()), "OPENED"));
            }
        }
        return followUps;
    }
}
