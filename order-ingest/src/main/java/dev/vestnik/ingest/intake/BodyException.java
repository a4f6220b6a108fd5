package dev.vestnik.ingest.intake;

import java.io.IOException;

/** A body that cannot be read any further, through its sender's doing. */
final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The reasons why a body cannot be read any further. */
    enum Kind {
        UNREADABLE,
        TOO_LARGE,
        STALLED,
        /** Nothing is wrong with the body; there are too many others. */
        NO_ROOM
    }

    private final Kind kind;
    private final int before;

    BodyException(Kind kind, String problem) {
        this(kind, problem, 0);
    }

    /** @param before events of a document that came before the one at which it cannot be read */
    BodyException(Kind kind, String problem, int before) {
        super(problem);
        this.kind = kind;
        this.before = before;
    }

    Kind kind() {
        return kind;
    }

    int before() {
        return before;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
