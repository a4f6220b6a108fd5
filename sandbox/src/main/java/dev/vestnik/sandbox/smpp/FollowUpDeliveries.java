package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.behaviour.SmsBehaviour;
import dev.vestnik.sandbox.followup.FollowUpHandler;
import dev.vestnik.sandbox.ledger.LedgerRecord.Cleared;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Opened;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.LedgerRecord.Rejected;
import dev.vestnik.sandbox.ledger.LedgerRecord.Settled;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.IOException;
import java.util.List;

/** Sends receipts and customers' texts to a bound receiver; each is done when the receiver acknowledges it. */
final class FollowUpDeliveries implements FollowUpHandler {
    private final Receivers receivers;
    private final GatewayIds ids;
    private final Behaviours behaviours;

    FollowUpDeliveries(Receivers receivers, GatewayIds ids, Behaviours behaviours) {
        this.receivers = receivers;
        this.ids = ids;
        this.behaviours = behaviours;
    }

    @Override
    public void awaitReady() throws InterruptedException {
        receivers.awaitSomeone();
    }

    @Override
    public boolean deliver(Delivery delivery) throws IOException {
        SmsBehaviour sms = behaviours.of(Provider.SMPP).sms();
        List<DeliverSm> pdus = switch (delivery.entry()) {
            case Received received ->
                List.of(DeliverSm.receipt(received, id(received, delivery.seq(), sms), sms.receiptForm()));
            case Inbound inbound ->
                sms.splitReplies() ? DeliverSm.parts(inbound, (int) delivery.seq()) : List.of(DeliverSm.text(inbound));
            case Opened _, Rejected _, Settled _, Cleared _ ->
                throw new IllegalStateException("nothing is owed for record " + delivery.seq());
        };
        for (DeliverSm pdu : pdus) {
            if (!send(pdu)) {
                return false;
            }
        }
        if (delivery.entry() instanceof Received
                && behaviours.chance(behaviours.of(Provider.SMPP).receipts().duplicateReceipts())) {
            send(pdus.getFirst());
        }
        return true;
    }

    private String id(Received received, long seq, SmsBehaviour sms) {
        Long number = Sms.of(received).number();
        return ids.inReceipt(number == null ? ids.number(seq, 0) : number, sms.receiptIds());
    }

    private boolean send(DeliverSm pdu) throws IOException {
        Receiver receiver = receivers.next();
        return receiver != null && receiver.tell(pdu);
    }
}
