package dev.vestnik.sender.lane;

/** A record of an attempts topic that this sender cannot read; the message gives the cause. */
final class UnreadableAttemptException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableAttemptException(String cause) {
        super(cause, null, false, false);
    }
}
