package dev.vestnik.email;

/** A server that answered, but lets nobody in; stays between {@link SmtpConnector} and {@link SmtpPool}. */
final class RefusedSessionException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient SmtpReply reply;

    RefusedSessionException(SmtpReply reply) {
        super("refused with " + reply.code(), null, false, false);
        this.reply = reply;
    }

    SmtpReply reply() {
        return reply;
    }
}
