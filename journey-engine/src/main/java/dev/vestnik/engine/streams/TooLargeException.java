package dev.vestnik.engine.streams;

/** Something would be larger than a record may be. */
final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String where, int bytes) {
        super(where + " would get " + bytes + " bytes, at most " + Planner.LARGEST + " are allowed");
    }
}
