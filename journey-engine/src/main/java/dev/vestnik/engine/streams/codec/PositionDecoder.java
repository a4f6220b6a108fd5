package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.reason.FailureReason;
import dev.vestnik.rules.reason.HoldReason;
import java.time.Instant;
import java.util.List;

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
        return kind == PositionEncoder.PASSED_OVER ? passingOver(in.count()) : read(kind, 0);
    }

    private Position passingOver(int channels) {
        return read(in.count(), channels);
    }

    private Position read(int kind, int passedOver) {
        return switch (kind) {
            case PositionEncoder.WAITING -> new Position.Waiting(in.instant(), in.instant());
            case PositionEncoder.SENT ->
                new Position.Sent(in.count(), in.instant(), in.uuid(), in.instant(), passedOver);
            case PositionEncoder.HELD, PositionEncoder.HELD_AT_ONCE ->
                held(passedOver, kind == PositionEncoder.HELD_AT_ONCE);
            case PositionEncoder.QUEUED -> new Position.Queued(in.instant());
            case PositionEncoder.ASKING -> asking(passedOver);
            case PositionEncoder.STUCK, PositionEncoder.STUCK_ON_THE_WAY -> stuck(kind == PositionEncoder.STUCK);
            default -> throw new UnreadableStateException("a customer's state with a position of the kind " + kind);
        };
    }

    private Position held(int passedOver, boolean atOnce) {
        return new Position.Held(
                in.count(),
                in.instant(),
                HoldReason.labelled(words.word()),
                in.instant(),
                passedOver,
                atOnce
                        ? DecodedLists.read(in.size(), HoldReason[]::new, () -> HoldReason.labelled(words.word()))
                        : List.of());
    }

    private Position asking(int passedOver) {
        return new Position.Asking(
                in.count(),
                in.instant(),
                words.text(),
                DecodedLists.read(in.size(), Position.Answered[]::new, this::answered),
                in.instant(),
                passedOver);
    }

    private Position.Answered answered() {
        String askId = words.text();
        int kind = in.count();
        Reply reply = switch (kind) {
            case PositionEncoder.GRANTED ->
                new Reply.Given(Payload.read(in, 1, interned).map(0));
            case PositionEncoder.REFUSED -> new Reply.Denied(words.word());
            case PositionEncoder.MISSING -> new Reply.Missing();
            default -> throw new UnreadableStateException("a customer's state with a reply of the kind " + kind);
        };
        return new Position.Answered(askId, reply);
    }

    private Position stuck(boolean waited) {
        Instant since = in.instant();
        Position.Failure failure = new Position.Failure(FailureReason.labelled(words.word()), words.text());
        Instant nominalAt = in.instant();
        Position before = waited ? read() : null;
        return new Position.Stuck(
                since, failure, nominalAt, before, DecodedLists.read(in.size(), Position.Missed[]::new, this::missed));
    }

    private Position.Missed missed() {
        String type = words.word();
        Instant nominalAt = in.instant();
        return new Position.Missed(type, Payload.read(in, 1, interned).map(0), nominalAt);
    }
}
