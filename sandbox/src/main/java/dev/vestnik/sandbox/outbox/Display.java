package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import java.util.List;
import java.util.Set;

/** Shows what a provider received as its customer sees it. */
public interface Display {

    Set<Provider> providers();

    /** {@code parts} are in order, one unless the message came in several. */
    Shown show(List<Received> parts);
}
