package dev.vestnik.sandbox.device;

/** The result of offering a push message. */
public sealed interface PushResult {

    /** The message is in the ledger. When the answer is to be lost, the caller breaks the connection now. */
    record Taken(long seq, boolean answerLost) implements PushResult {}

    /** The provider refused the message, with this code of the protocol. */
    record Refused(String code) implements PushResult {}
}
