package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.progress.SetAsideException;

/** Something would be larger than a record may be. */
final class TooLargeException extends SetAsideException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String where, int bytes) {
        super(where + " would get " + bytes + " bytes, at most " + Planner.LARGEST + " are allowed");
    }
}
