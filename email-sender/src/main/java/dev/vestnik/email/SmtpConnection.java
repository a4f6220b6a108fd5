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
 * One connection to a server. Knows at every moment how far the conversation about an e-mail has come, which the exceptions of the
 * mail library do not tell. Used by one thread at a time.
 */
final class SmtpConnection extends SMTPTransport {
    private final Instant openedAt;
    private SmtpPhase phase = SmtpPhase.CONNECT;
    private @Nullable SmtpReply reply;
    private int lastCode;
    private int mails;
    private BooleanSupplier inTime = () -> true;
    private boolean tooLate;

    SmtpConnection(Session session, Instant openedAt) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.openedAt = openedAt;
    }

    /**
     * Sends one e-mail.
     *
     * @param mayStart whether there is still time; asked before the e-mail's first byte
     * @return the deciding answer: to the final dot, or to the command that was refused
     * @throws NotSentException when the e-mail's time was over; the connection is then in the middle of a conversation
     */
    SmtpReply deliver(MimeMail.Ready mail, BooleanSupplier mayStart) throws NotSentException {
        mails++;
        inTime = mayStart;
        enter(SmtpPhase.SENDER);
        try {
            sendMessage(new Written(session, mail), new InternetAddress[] {bare(mail.recipient())});
        } catch (MessagingException | IllegalStateException refusedOrBroken) {
            // reply and phase hold the answer already
        }
        if (tooLate) {
            throw new NotSentException("Too late for the e-mail");
        }
        SmtpReply decided = reply;
        return decided == null ? SmtpReply.none(phase) : decided;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** The number of e-mails that this connection was given so far. */
    int mails() {
        return mails;
    }

    /** Whether the next e-mail can use it: the last command, which after a refusal is RSET, was answered as it should be. */
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
        enter(SmtpPhase.CONTENT);
        return out;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        enter(SmtpPhase.DOT);
        super.finishData();
    }

    /** Keeps the first answer of a phase: RSET follows a refusal, and its answer or failure would hide the reason. */
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

    /** Wraps an address without parsing it once more: the library refuses dots that some providers hand out, as if the wire were broken. */
    private static InternetAddress bare(EmailAddress address) {
        InternetAddress bare = new InternetAddress();
        bare.setAddress(address.toString());
        return bare;
    }

    /** Hands the finished e-mail to the library. */
    private static final class Written extends SMTPMessage {
        private final byte[] mime;

        Written(Session session, MimeMail.Ready mail) {
            super(session);
            mime = mail.mime();
            setEnvelopeFrom(mail.envelopeFrom().toString());
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignoredHeaders) throws IOException {
            out.write(mime);
        }
    }
}
