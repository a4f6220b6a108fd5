package dev.vestnik.email;

/** Phases of the conversation about one e-mail. */
enum SmtpPhase {
    /** No connection, or no session on it. */
    CONNECT,
    /** {@code MAIL FROM}. */
    SENDER,
    /** {@code RCPT TO}. */
    RECIPIENT,
    /** {@code DATA}, before it is answered by 354. */
    DATA,
    /** The e-mail is being written; without the final dot a server has nothing to deliver (RFC 5321, 4.1.1.4). */
    CONTENT,
    /** The final dot is being written or was: from here on the server may have the e-mail. */
    DOT;

    /** Whether the answer is to the e-mail's text. */
    boolean isOfContent() {
        return this == CONTENT || this == DOT;
    }
}
