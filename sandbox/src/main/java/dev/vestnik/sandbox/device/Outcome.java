package dev.vestnik.sandbox.device;

/** What came of offering a message. */
public sealed interface Outcome {

    /** It is in the ledger. If the answer is to be lost, the connection has to break now. */
    record Taken(long seq, boolean answerLost) implements Outcome {}

    /** It is not, for the reason with this code of the protocol. */
    record Refused(String code) implements Outcome {}
}
