package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Position;

/** Writes what an instance waits for: its kind's number, then what that kind has. */
final class PositionEncoder {
    static final int WAITING = 0;
    static final int SENT = 1;
    static final int HELD = 2;
    static final int QUEUED = 3;
    static final int STUCK = 4;
    static final int STUCK_ON_THE_WAY = 5;

    private final PrimitiveEncoder out;
    private final WordEncoder words;
    private final PayloadEncoder payloads;

    PositionEncoder(PrimitiveEncoder out, WordEncoder words, PayloadEncoder payloads) {
        this.out = out;
        this.words = words;
        this.payloads = payloads;
    }

    void write(Position position) {
        switch (position) {
            case Position.Waiting(var since, var due) -> {
                out.varint(WAITING);
                out.instant(since);
                out.instant(due);
            }
            case Position.Sent(var channel, var nominalAt, var message, var due) -> {
                out.varint(SENT);
                out.varint(channel);
                out.instant(nominalAt);
                out.uuid(message);
                out.instant(due);
            }
            case Position.Held(var channel, var nominalAt, var gate, var due) -> {
                out.varint(HELD);
                out.varint(channel);
                out.instant(nominalAt);
                words.word(gate);
                out.instant(due);
            }
            case Position.Queued(var nominalAt) -> {
                out.varint(QUEUED);
                out.instant(nominalAt);
            }
            case Position.Stuck stuck -> stuck(stuck);
        }
    }

    private void stuck(Position.Stuck stuck) {
        out.varint(stuck.before() == null ? STUCK_ON_THE_WAY : STUCK);
        out.instant(stuck.since());
        words.word(stuck.failure().reason());
        words.word(stuck.failure().cause());
        out.instant(stuck.nominalAt());
        if (stuck.before() != null) {
            write(stuck.before());
        }
        out.varint(stuck.missed().size());
        stuck.missed().forEach(this::missed);
    }

    private void missed(Position.Missed missed) {
        words.word(missed.type());
        out.instant(missed.nominalAt());
        payloads.write(missed.data());
    }
}
