package dev.vestnik.sender.hook;

/** A genuine call whose body is not of the provider's form; the message is for the provider's log and carries nothing of the body. */
public final class UnreadableHookException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableHookException(String message) {
        super(message);
    }
}
