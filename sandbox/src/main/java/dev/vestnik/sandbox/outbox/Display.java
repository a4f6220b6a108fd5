package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import java.util.List;
import java.util.Set;

/** Shows a received message as the customer sees it. */
public interface Display {

    Set<Provider> providers();

    /** Shows a message of one part, or of several in order. */
    Shown show(List<Received> parts);
}
