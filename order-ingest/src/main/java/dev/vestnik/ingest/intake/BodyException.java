package dev.vestnik.ingest.intake;

import java.io.IOException;

/** A body that cannot be read any further, through its sender's doing. */
final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    enum Kind {
        UNREADABLE,
        TOO_LARGE,
        STALLED,
        /** Nothing is wrong with it; there are too many others. */
        NO_ROOM
    }

    private final Kind kind;

    BodyException(Kind kind, String problem) {
        super(problem);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
