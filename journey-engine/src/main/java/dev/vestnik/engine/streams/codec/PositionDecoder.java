package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Position;
import java.time.Instant;

/** Reads what {@link PositionEncoder} wrote. */
final class PositionDecoder {
    private final PrimitiveDecoder in;
    private final WordDecoder words;
    private final Interned interned;

    PositionDecoder(PrimitiveDecoder in, WordDecoder words, Interned interned) {
        this.in = in;
        this.words = words;
        this.interned = interned;
    }

    Position read() {
        int kind = in.count();
        return switch (kind) {
            case PositionEncoder.WAITING -> new Position.Waiting(in.instant(), in.instant());
            case PositionEncoder.SENT -> new Position.Sent(in.count(), in.instant(), in.uuid(), in.instant());
            case PositionEncoder.HELD -> new Position.Held(in.count(), in.instant(), words.word(), in.instant());
            case PositionEncoder.QUEUED -> new Position.Queued(in.instant());
            case PositionEncoder.STUCK, PositionEncoder.STUCK_ON_THE_WAY -> stuck(kind == PositionEncoder.STUCK);
            default -> throw new UnreadableStateException("a customer's state with a position of the kind " + kind);
        };
    }

    private Position stuck(boolean waited) {
        Instant since = in.instant();
        Position.Failure failure = new Position.Failure(words.word(), words.text());
        Instant nominalAt = in.instant();
        Position before = waited ? read() : null;
        return new Position.Stuck(
                since, failure, nominalAt, before, Lists.read(in.size(), Position.Missed[]::new, this::missed));
    }

    private Position.Missed missed() {
        String type = words.word();
        Instant nominalAt = in.instant();
        return new Position.Missed(type, Payload.read(in, 1, interned).map(0), nominalAt);
    }
}
