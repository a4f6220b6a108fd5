package dev.vestnik.system.senders;

/** The points of a message's way at which a sender dies. */
enum HaltPoint {
    /** The attempt is about to be written. */
    BEFORE_ATTEMPT,
    /** The attempt is written, its transaction perhaps not committed. */
    AFTER_ATTEMPT,
    /** The provider has the message. */
    AFTER_WIRE,
    /** The provider has answered, the receipt is about to be written. */
    BEFORE_RECEIPT,
    /** The receipt is written, its transaction not committed. */
    BEFORE_COMMIT
}
