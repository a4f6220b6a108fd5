package dev.vestnik.email;

/** How far the conversation about one letter has come. */
enum SmtpPhase {
    /** No connection, or no session on it. */
    CONNECT,
    /** {@code MAIL FROM}. */
    SENDER,
    /** {@code RCPT TO}. */
    RECIPIENT,
    /** {@code DATA}, before it is answered by 354. */
    DATA,
    /** The letter is being written; without the final dot a server has nothing to deliver (RFC 5321, 4.1.1.4). */
    LETTER,
    /** The final dot is being written or was: from here on the server may have the letter. */
    DOT
}
