package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.message.ReceiptStatus;
import java.util.Set;
import java.util.TreeSet;

/** Which parts of a text are delivered, and whether it is decided what becomes of the whole. */
record PartStates(Set<Integer> delivered, boolean decided) {
    static final PartStates NONE = new PartStates(Set.of(), false);

    PartStates {
        delivered = Set.copyOf(delivered);
    }

    /** A text is delivered when all of its parts are; it has failed with its first part that has. */
    PartStates after(Fate fate) {
        if (fate.status() != ReceiptStatus.DELIVERED) {
            return new PartStates(delivered, true);
        }
        Set<Integer> more = new TreeSet<>(delivered);
        more.add(fate.part().part());
        return new PartStates(more, more.size() == fate.part().parts());
    }
}
