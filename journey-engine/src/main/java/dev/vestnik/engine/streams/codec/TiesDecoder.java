package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Ties;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TiesEncoder} wrote; one section. */
final class TiesDecoder {
    private final PrimitiveDecoder in;
    private final Interned interned;
    private final WordDecoder words;

    TiesDecoder(PrimitiveDecoder in, Interned interned) {
        this.in = in;
        this.interned = interned;
        this.words = new WordDecoder(in, interned);
    }

    Ties.Departure departure(int end) {
        CustomerKey to = key();
        UUID move = in.uuid();
        Instant sentAt = in.instant();
        return new Ties.Departure(to, move, sentAt, in.instant(), left(end));
    }

    private @Nullable CustomerState left(int end) {
        if (in.at() == end) {
            return null;
        }
        byte[] copy = Arrays.copyOfRange(in.bytes(), in.at(), end);
        in.skip(copy.length);
        return StateCodec.whole(copy, interned);
    }

    Ties visitors(Ties ties, int end) {
        return ties.withExpected(DecodedLists.read(in.size(), Ties.Expected[]::new, this::expected))
                .withJoined(DecodedLists.readTo(end, in, Ties.Joined[]::new, this::joined));
    }

    private Ties.Expected expected() {
        return new Ties.Expected(key(), in.uuid(), in.instant());
    }

    private Ties.Joined joined() {
        return new Ties.Joined(key(), in.uuid(), in.instant(), in.instant());
    }

    Ties.Erasure erasure(int end) {
        Instant recordedAt = in.instant();
        Instant until = in.instant();
        return new Ties.Erasure(recordedAt, DecodedLists.readTo(end, in, CustomerKey[]::new, this::key), until);
    }

    private CustomerKey key() {
        return CustomerKey.parse(words.text());
    }
}
