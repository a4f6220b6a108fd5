package dev.vestnik.sms.receipts;

import dev.vestnik.sms.text.DataCoding;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one reply that have come.
 *
 * @param given whether the reply has gone to the engine; kept for a while, so that a part that comes twice begins no other reply
 */
record ReplyParts(List<ReplyPart> parts, boolean given) {
    static final ReplyParts NONE = new ReplyParts(List.of(), false);

    private static final String MISSING = "…";

    ReplyParts {
        parts = List.copyOf(parts);
    }

    /** Adds a part. Begins anew when the reference is used again, for other words. */
    ReplyParts with(ReplyPart part) {
        ReplyPart known = numbered(part.number());
        if (known != null) {
            return isSame(known, part) ? this : new ReplyParts(List.of(part), false);
        }
        List<ReplyPart> more = new ArrayList<>(given ? List.of() : parts);
        more.add(part);
        return new ReplyParts(more, false);
    }

    private static boolean isSame(ReplyPart one, ReplyPart other) {
        return one.dataCoding() == other.dataCoding() && Arrays.equals(one.octets(), other.octets());
    }

    ReplyParts asGiven() {
        return new ReplyParts(parts, true);
    }

    boolean isComplete() {
        return !parts.isEmpty() && parts.size() == parts.getFirst().total();
    }

    /** The words, with a sign for what is missing. Parts are joined before they are decoded: some phones cut within a symbol. */
    String text() {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int coding = parts.getFirst().dataCoding();
        for (int number = 1; number <= parts.getFirst().total(); number++) {
            ReplyPart part = numbered(number);
            if (part == null || part.dataCoding() != coding) {
                text.append(DataCoding.decode(coding, octets.toByteArray()));
                octets.reset();
            }
            if (part == null) {
                text.append(text.toString().endsWith(MISSING) ? "" : MISSING);
            } else {
                coding = part.dataCoding();
                octets.writeBytes(part.octets());
            }
        }
        return text.append(DataCoding.decode(coding, octets.toByteArray())).toString();
    }

    private @Nullable ReplyPart numbered(int number) {
        return parts.stream()
                .filter(part -> part.number() == number)
                .findFirst()
                .orElse(null);
    }
}
