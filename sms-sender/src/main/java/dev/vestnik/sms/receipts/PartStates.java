package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.message.ReceiptStatus;
import java.util.Set;
import java.util.TreeSet;

/** The delivered parts of a text, and whether the end of the whole text is decided. */
record PartStates(Set<Integer> delivered, boolean decided) {
    static final PartStates NONE = new PartStates(Set.of(), false);

    PartStates {
        delivered = Set.copyOf(delivered);
    }

    /** Adds a part's receipt. A text is delivered when all of its parts are; it fails with the first part that fails. */
    PartStates after(PartReceipt partReceipt) {
        if (partReceipt.status() != ReceiptStatus.DELIVERED) {
            return new PartStates(delivered, true);
        }
        Set<Integer> more = new TreeSet<>(delivered);
        more.add(partReceipt.part().part());
        return new PartStates(more, more.size() == partReceipt.part().parts());
    }
}
