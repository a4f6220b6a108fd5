package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Ties;
import org.jspecify.annotations.Nullable;

/** Writes the other keys of the same person. */
final class TiesEncoder {
    private final PrimitiveEncoder out;
    private final WordEncoder words;
    /** Made when the first visitor's copy is written: most engines' encoders never do. */
    private @Nullable StateCodec copies;

    TiesEncoder(PrimitiveEncoder out) {
        this.out = out;
        this.words = new WordEncoder(out);
    }

    /** Up to the end of the section: the copy that the visitor's key keeps, where there is one. */
    void departure(Ties.Departure departure) {
        words.reset();
        words.word(departure.to().toString());
        out.uuid(departure.move());
        out.instant(departure.sentAt());
        out.instant(departure.until());
        if (departure.left() != null) {
            byte[] copy = copy(departure.left());
            out.raw(copy, 0, copy.length);
        }
    }

    private byte[] copy(CustomerState left) {
        if (copies == null) {
            copies = new StateCodec();
        }
        return copies.whole(left);
    }

    /** The expected members, after their number, then those who have come, up to the end of the section. */
    void visitors(Ties ties) {
        words.reset();
        out.varint(ties.expected().size());
        for (Ties.Expected expected : ties.expected()) {
            words.word(expected.visitor().toString());
            out.uuid(expected.move());
            out.instant(expected.until());
        }
        for (Ties.Joined joined : ties.joined()) {
            words.word(joined.visitor().toString());
            out.uuid(joined.move());
            out.instant(joined.at());
            out.instant(joined.until());
        }
    }

    /** Up to the end of the section: the keys from which an answer is awaited. */
    void erasure(Ties.Erasure erasure) {
        words.reset();
        out.instant(erasure.recordedAt());
        out.instant(erasure.until());
        erasure.pending().forEach(visitor -> words.word(visitor.toString()));
    }
}
