package dev.vestnik.rules.budget;

/**
 * The part of a budget that one partition holds.
 *
 * @param left messages that may go out
 * @param spent whether its owner has said that there is no more
 */
public record Purse(long left, boolean spent) {
    public static final Purse EMPTY = new Purse(0, false);
}
