package dev.vestnik.engine.streams.codec;

/** The numbers of the sections of an address's state, which stand in this order; see {@link SectionTag}. 1 is left to what is parked. */
final class AddressTag {
    static final int HOLDERS = 2;
    static final int REGISTERED_AT = 3;
    static final int DEAD = 4;
    static final int STOP = 5;
    static final int WORDS = 6;

    /** The last tag of this engine; those above are another engine's. */
    static final int LAST = WORDS;

    private AddressTag() {}
}
