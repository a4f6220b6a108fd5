package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.owner.Reply;

/** Writes what an instance waits for: its kind's number, then what that kind has. */
final class PositionEncoder {
    static final int WAITING = 0;
    static final int SENT = 1;
    static final int HELD = 2;
    static final int QUEUED = 3;
    static final int STUCK = 4;
    static final int STUCK_ON_THE_WAY = 5;
    static final int ASKING = 6;
    /** Announces a position with channels that were passed over. Written from level 6 on, as the steps that have them are. */
    static final int PASSED_OVER = 7;
    /** One of several channels that are held at once. Written from level 6 on, as the steps that have them are. */
    static final int HELD_AT_ONCE = 8;

    static final int GRANTED = 0;
    static final int REFUSED = 1;
    static final int MISSING = 2;

    private final PrimitiveEncoder out;
    private final WordEncoder words;
    private final PayloadEncoder payloads;

    PositionEncoder(PrimitiveEncoder out, WordEncoder words, PayloadEncoder payloads) {
        this.out = out;
        this.words = words;
        this.payloads = payloads;
    }

    void write(Position position) {
        if (position.passedOver() != 0) {
            out.varint(PASSED_OVER);
            out.varint(position.passedOver());
        }
        switch (position) {
            case Position.Waiting(var since, var due) -> {
                out.varint(WAITING);
                out.instant(since);
                out.instant(due);
            }
            case Position.Sent(var channel, var nominalAt, var message, var due, var passedOver) -> {
                out.varint(SENT);
                out.varint(channel);
                out.instant(nominalAt);
                out.uuid(message);
                out.instant(due);
            }
            case Position.Held held -> held(held);
            case Position.Queued(var nominalAt) -> {
                out.varint(QUEUED);
                out.instant(nominalAt);
            }
            case Position.Asking asking -> asking(asking);
            case Position.Stuck stuck -> stuck(stuck);
        }
    }

    private void held(Position.Held held) {
        out.varint(held.others().isEmpty() ? HELD : HELD_AT_ONCE);
        out.varint(held.channel());
        out.instant(held.nominalAt());
        words.word(held.reason().label());
        out.instant(held.due());
        if (!held.others().isEmpty()) {
            out.varint(held.others().size());
            held.others().forEach(reason -> words.word(reason.label()));
        }
    }

    private void asking(Position.Asking asking) {
        out.varint(ASKING);
        out.varint(asking.channel());
        out.instant(asking.nominalAt());
        words.word(asking.askId());
        out.varint(asking.answers().size());
        asking.answers().forEach(this::answered);
        out.instant(asking.due());
    }

    private void answered(Position.Answered one) {
        words.word(one.askId());
        switch (one.reply()) {
            case Reply.Given(var result) -> {
                out.varint(GRANTED);
                payloads.write(result);
            }
            case Reply.Denied(var reason) -> {
                out.varint(REFUSED);
                words.word(reason);
            }
            case Reply.Missing missing -> out.varint(MISSING);
        }
    }

    private void stuck(Position.Stuck stuck) {
        out.varint(stuck.before() == null ? STUCK_ON_THE_WAY : STUCK);
        out.instant(stuck.since());
        words.word(stuck.failure().reason().label());
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
