package dev.vestnik.email;

import dev.vestnik.email.bounce.EnhancedCode;
import dev.vestnik.sender.NotSentException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An open session with a server, one e-mail after the other. Knows at every moment how far the conversation about an e-mail has come,
 * which decides whether the server may have it. Used by one thread at a time.
 */
final class SmtpConnection {
    /** The wait for the answer to RSET, which nothing depends on but the connection. */
    private static final Duration TIDYING = Duration.ofSeconds(5);

    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};

    /** RFC 6531, 3.5, said in the name of a server that has never heard of it. */
    private static final SmtpReply NO_UTF8 =
            new SmtpReply(SmtpPhase.SENDER, 553, "553 " + EnhancedCode.NO_UTF8 + " no SMTPUTF8");

    private final SmtpWire wire;
    private final SmtpExtensions extensions;
    private final SmtpGatewaySettings settings;
    private final Instant openedAt;
    private SmtpPhase phase = SmtpPhase.SENDER;
    private boolean inOrder = true;
    private int mails;

    SmtpConnection(SmtpWire wire, SmtpExtensions extensions, SmtpGatewaySettings settings, Instant openedAt) {
        this.wire = wire;
        this.extensions = extensions;
        this.settings = settings;
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
        inOrder = false;
        phase = SmtpPhase.SENDER;
        try {
            if (mail.utf8() && !extensions.has("SMTPUTF8")) {
                inOrder = true;
                return NO_UTF8;
            }
            SmtpReply refused = envelope(mail);
            if (refused != null) {
                return refused;
            }
            if (!mayStart.getAsBoolean()) {
                throw new NotSentException("Too late for the e-mail");
            }
            return content(mail.mime());
        } catch (NotSentException e) {
            throw e;
        } catch (IOException brokenOrSilent) {
            return SmtpReply.none(phase);
        }
    }

    Instant openedAt() {
        return openedAt;
    }

    /** The number of e-mails that this connection was given so far. */
    int mails() {
        return mails;
    }

    /** Whether the next e-mail can use it: the last conversation has come to its end. */
    boolean inOrder() {
        return inOrder;
    }

    /** Says goodbye as far as the wire allows; never throws. */
    void hangUp() {
        try (wire) {
            if (inOrder) {
                wire.write("QUIT\r\n");
            }
        } catch (IOException alreadyBroken) {
            // The socket is closed in any case.
        }
    }

    /** Names sender and recipient and asks to send, in one write where the server takes that (RFC 2920); the first refusal, if any. */
    private @Nullable SmtpReply envelope(MimeMail.Ready mail) throws IOException {
        List<Command> commands = List.of(
                new Command(SmtpPhase.SENDER, "MAIL FROM:<" + mail.envelopeFrom() + ">" + parameters(mail) + "\r\n"),
                new Command(SmtpPhase.RECIPIENT, "RCPT TO:<" + mail.recipient() + ">\r\n"),
                new Command(SmtpPhase.DATA, "DATA\r\n"));
        return extensions.has("PIPELINING") ? together(commands) : oneByOne(commands);
    }

    private record Command(SmtpPhase phase, String line) {}

    /** Asks bounces to return our header, which names the message, and no more (RFC 3461, 4.3). */
    private String parameters(MimeMail.Ready mail) {
        return (extensions.has("SIZE") ? " SIZE=" + mail.mime().length : "")
                + (extensions.has("DSN") ? " RET=HDRS" : "")
                + (mail.utf8() ? " SMTPUTF8" : "");
    }

    private @Nullable SmtpReply oneByOne(List<Command> commands) throws IOException {
        for (Command command : commands) {
            phase = command.phase();
            wire.write(command.line());
            SmtpReply reply = wire.read(phase, settings.timeout());
            if (!goesOn(reply)) {
                tidy(reply, "RSET\r\n");
                return reply;
            }
        }
        return null;
    }

    private @Nullable SmtpReply together(List<Command> commands) throws IOException {
        StringBuilder lines = new StringBuilder(256);
        commands.forEach(command -> lines.append(command.line()));
        wire.write(lines.toString());
        SmtpReply refused = null;
        SmtpReply reply = null;
        for (Command command : commands) {
            phase = refused == null ? command.phase() : phase;
            reply = answer(command, refused);
            refused = refused == null && !goesOn(reply) ? reply : refused;
            if (reply.hangsUp() || !reply.answered()) {
                return refused;
            }
        }
        if (refused != null) {
            // RFC 2920, 3.1: a server may ask for a content though nobody is to get it.
            tidy(refused, reply != null && goesOn(reply) ? ".\r\nRSET\r\n" : "RSET\r\n");
        }
        return refused;
    }

    /** The answer to a command; a wire that breaks after a refusal does not hide it. */
    private SmtpReply answer(Command command, @Nullable SmtpReply refused) throws IOException {
        try {
            return wire.read(command.phase(), refused == null ? settings.timeout() : TIDYING);
        } catch (IOException e) {
            if (refused == null) {
                throw e;
            }
            return SmtpReply.none(command.phase());
        }
    }

    private static boolean goesOn(SmtpReply reply) {
        return reply.phase() == SmtpPhase.DATA ? reply.code() == 354 : reply.code() / 100 == 2;
    }

    /** Ends a conversation that was refused, so that the connection can have another. */
    private void tidy(SmtpReply refused, String commands) {
        if (refused.hangsUp() || !refused.answered()) {
            return;
        }
        try {
            wire.write(commands);
            SmtpReply last = wire.read(phase, TIDYING);
            inOrder = (commands.startsWith(".") ? wire.read(phase, TIDYING) : last).code() == 250;
        } catch (IOException broken) {
            inOrder = false;
        }
    }

    private SmtpReply content(byte[] mime) throws IOException {
        phase = SmtpPhase.CONTENT;
        wire.write(DotStuffing.of(mime), settings.timeout());
        phase = SmtpPhase.DOT;
        wire.write(FINAL_DOT, settings.timeout());
        SmtpReply reply = wire.read(phase, settings.acceptTimeout());
        inOrder = reply.answered() && !reply.hangsUp();
        return reply;
    }
}
