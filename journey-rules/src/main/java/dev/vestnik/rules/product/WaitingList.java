package dev.vestnik.rules.product;

/**
 * The waiting list of a product, whose places are rows beside it ({@link WaitingRows}): as many turns as there are goods, in the order of joining.
 *
 * @param first no place before this one is taken
 * @param next the place of the one who joins next
 * @param turns that can be given now
 */
public record WaitingList(long first, long next, long turns) {
    /** Nobody waits, and there is nothing to have. */
    public static final WaitingList NONE = new WaitingList(0, 0, 0);

    /** Not everybody whose turn it is buys, but whoever is told must find it there. */
    static final int TURNS_OF_ONE = 1;

    /** Whether somebody may be told. */
    boolean serves() {
        return turns > 0 && first < next;
    }

    /** The list once there are other goods than before. */
    WaitingList stocked(int before, int stock) {
        long more = (long) Math.max(0, stock - before) * TURNS_OF_ONE;
        return new WaitingList(first, next, Math.min(turns + more, (long) stock * TURNS_OF_ONE));
    }

    WaitingList joined() {
        return new WaitingList(first, next + 1, turns);
    }

    /** The list after {@code given} turns, which were those before {@code from}. */
    WaitingList served(long from, int given) {
        return new WaitingList(from, next, turns - given);
    }
}
