package dev.vestnik.rules.simulation;

/** Draws a share of customers by the hash of their keys: the same each time, and the smaller share is within the larger. */
public enum Draw {
    /** The customers of a sample. */
    SAMPLE(0x9e3779b9),
    /** The customers whose texts are rendered. */
    TEXTS(0x85ebca6b);

    private final int salt;

    Draw(int salt) {
        this.salt = salt;
    }

    /**
     * @param hash the murmur2 of the customer's key
     * @param share 1 takes everybody
     */
    public boolean takes(int hash, double share) {
        if (share >= 1) {
            return true;
        }
        int mixed = (hash ^ salt) * 0xc2b2ae35;
        mixed = (mixed ^ mixed >>> 15) * 0x27d4eb2f;
        return Integer.toUnsignedLong(mixed ^ mixed >>> 13) < share * (1L << 32);
    }
}
