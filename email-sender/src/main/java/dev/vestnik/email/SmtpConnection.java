package dev.vestnik.email;

import dev.vestnik.sender.NotSentException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server. Knows at every moment how far the conversation about a letter has come, which the exceptions of the
 * mail library do not tell. Used by one thread at a time.
 */
final class SmtpConnection extends SMTPTransport {
    private final Instant openedAt;
    private SmtpPhase phase = SmtpPhase.CONNECT;
    private @Nullable SmtpReply reply;
    private int lastCode;
    private int letters;
    private BooleanSupplier inTime = () -> true;
    private boolean tooLate;

    SmtpConnection(Session session, Instant openedAt) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.openedAt = openedAt;
    }

    /**
     * Sends one letter.
     *
     * @param mayStart asked before the letter's first byte
     * @return the answer that decided about it: to its final dot, or to the command that was refused
     * @throws NotSentException when it was too late for the letter; the connection is in the middle of it
     */
    SmtpReply deliver(Letter.Ready letter, BooleanSupplier mayStart) throws NotSentException {
        letters++;
        inTime = mayStart;
        enter(SmtpPhase.SENDER);
        try {
            sendMessage(new Written(session, letter), new InternetAddress[] {bare(letter.recipient())});
        } catch (MessagingException | IllegalStateException refusedOrBroken) {
            // What was answered, and to what, has been noted on the way.
        }
        if (tooLate) {
            throw new NotSentException("Too late for the letter");
        }
        SmtpReply decided = reply;
        return decided == null ? SmtpReply.none(phase) : decided;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** Letters that it was given so far. */
    int letters() {
        return letters;
    }

    /** Whether the next letter can use it: the last command, which after a refusal is RSET, was answered as it should be. */
    boolean inOrder() {
        return lastCode == 250;
    }

    /** Says goodbye as far as the wire allows; never throws. */
    void hangUp() {
        try {
            close();
        } catch (MessagingException alreadyBroken) {
            // The socket is closed in any case.
        }
    }

    @Override
    protected void rcptTo() throws MessagingException {
        enter(SmtpPhase.RECIPIENT);
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        enter(SmtpPhase.DATA);
        OutputStream out = super.data();
        if (!inTime.getAsBoolean()) {
            tooLate = true;
            throw new MessagingException("Too late");
        }
        enter(SmtpPhase.LETTER);
        return out;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        enter(SmtpPhase.DOT);
        super.finishData();
    }

    /** Only the first answer of a phase decides: RSET follows a refusal, and its answer or failure would hide the reason. */
    @Override
    protected int readServerResponse() throws MessagingException {
        lastCode = SmtpReply.NONE;
        int code = super.readServerResponse();
        lastCode = Math.max(code, SmtpReply.NONE);
        if (reply == null && phase != SmtpPhase.CONNECT) {
            reply = new SmtpReply(phase, lastCode, getLastServerResponse());
        }
        return code;
    }

    private void enter(SmtpPhase next) {
        phase = next;
        reply = null;
    }

    /** Not parsed once more: the library refuses dots where some providers hand them out, and a refusal here would look like a broken wire. */
    private static InternetAddress bare(EmailAddress address) {
        InternetAddress bare = new InternetAddress();
        bare.setAddress(address.toString());
        return bare;
    }

    /** A letter that is written already. */
    private static final class Written extends SMTPMessage {
        private final byte[] mime;

        Written(Session session, Letter.Ready letter) {
            super(session);
            mime = letter.mime();
            setEnvelopeFrom(letter.envelopeFrom().toString());
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignoredHeaders) throws IOException {
            out.write(mime);
        }
    }
}
