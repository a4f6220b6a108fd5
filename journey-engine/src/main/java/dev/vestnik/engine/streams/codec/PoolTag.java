package dev.vestnik.engine.streams.codec;

/** The numbers of the sections of a pool's state, which stand in this order; see {@link SectionTag}. 1 is left to what is parked. */
final class PoolTag {
    static final int COUNTS = 2;

    /** The last tag of this engine; those above are another engine's. */
    static final int LAST = COUNTS;

    private PoolTag() {}
}
