package dev.vestnik.engine.streams.codec;

/** The kinds of values on disk; never renumbered. */
final class ValueKind {
    static final int TEXT = 0;
    static final int KNOWN_TEXT = 1;
    static final int LONG = 2;
    static final int LIST = 3;
    static final int MAP = 4;
    static final int EARLIER = 5;
    static final int INSTANT = 6;
    static final int OTHER = 7;

    /** Arguments of {@link #OTHER}. */
    static final int FALSE = 0;

    static final int TRUE = 1;
    static final int DOUBLE = 2;
    static final int NULL = 3;
    /** A long that does not fit into the argument: eight bytes follow. */
    static final int LARGE = 4;

    private ValueKind() {}
}
