package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.behaviour.FallibleServerSocket;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One client's connection (RFC 5321), from greeting to QUIT. */
final class SmtpSession {
    private static final int IDLE_MOST = 300_000;
    private static final Pattern PATH = Pattern.compile("(?i)(?:FROM|TO):\\s*<(?<address>[^>\\s]*)>(?<parameters>.*)");
    private static final Pattern SIZE = Pattern.compile("(?i)(?:^|\\s)SIZE=(\\d{1,18})(?:\\s|$)");

    private final Socket socket;
    private final SmtpWire wire;
    private final SmtpSettings settings;
    private final MailRoom mail;
    private final Behaviours behaviours;
    private @Nullable SmtpEnvelope envelope;
    private boolean greeted;
    private boolean admitted;

    SmtpSession(Socket socket, SmtpSettings settings, MailRoom mail, Behaviours behaviours) throws IOException {
        this.socket = socket;
        this.settings = settings;
        this.mail = mail;
        this.behaviours = behaviours;
        wire = new SmtpWire(socket);
        admitted = !settings.loginRequired();
        socket.setSoTimeout(IDLE_MOST);
    }

    void run() throws IOException {
        wire.reply("220 sandbox.vestnik ESMTP");
        for (String line = wire.readLine(); line != null; line = wire.readLine()) {
            String[] words = line.split(" ", 2);
            String verb = words[0].toUpperCase(Locale.ROOT);
            if (verb.equals("QUIT")) {
                wire.reply("221 2.0.0 Bye");
                wire.flush();
                return;
            }
            command(verb, words.length == 2 ? words[1].strip() : "");
        }
    }

    private void command(String verb, String arguments) throws IOException {
        switch (verb) {
            case "EHLO" -> greet(true);
            case "HELO" -> greet(false);
            case "AUTH" -> admitted = new Login(wire, settings).run(arguments) || admitted;
            case "MAIL" -> mail(arguments);
            case "RCPT" -> recipient(arguments);
            case "DATA" -> data();
            case "RSET" -> reset();
            case "NOOP" -> wire.reply("250 2.0.0 Ok");
            case "VRFY" -> wire.reply("252 2.5.0 send it and see");
            default -> wire.reply("502 5.5.1 this command is not known here");
        }
    }

    private void greet(boolean extended) throws IOException {
        greeted = true;
        envelope = null;
        if (!extended) {
            wire.reply("250 sandbox.vestnik");
            return;
        }
        wire.reply(
                "250-sandbox.vestnik",
                "250-PIPELINING",
                "250-8BITMIME",
                "250-SMTPUTF8",
                "250-ENHANCEDSTATUSCODES",
                "250-AUTH PLAIN LOGIN",
                "250 SIZE " + settings.maxSize().toBytes());
    }

    private void reset() throws IOException {
        envelope = null;
        wire.reply("250 2.0.0 Ok");
    }

    private void mail(String arguments) throws IOException {
        Matcher path = PATH.matcher(arguments);
        if (!greeted || envelope != null) {
            wire.reply(greeted ? "503 5.5.1 one message after the other" : "503 5.5.1 greet first");
        } else if (!admitted) {
            wire.reply("530 5.7.0 log in first");
        } else if (!path.matches() || !arguments.toUpperCase(Locale.ROOT).startsWith("FROM")) {
            wire.reply("501 5.5.4 MAIL FROM:<address>");
        } else if (announced(path.group("parameters")) > settings.maxSize().toBytes()) {
            wire.reply("552 5.3.4 too big");
        } else {
            envelope = new SmtpEnvelope(path.group("address"));
            wire.reply("250 2.1.0 Ok");
        }
    }

    private static long announced(String parameters) {
        Matcher size = SIZE.matcher(parameters);
        return size.find() ? Long.parseLong(size.group(1)) : 0;
    }

    private void recipient(String arguments) throws IOException {
        Matcher path = PATH.matcher(arguments);
        SmtpEnvelope open = envelope;
        if (open == null) {
            wire.reply("503 5.5.1 MAIL first");
        } else if (!path.matches()
                || path.group("address").isEmpty()
                || !arguments.toUpperCase(Locale.ROOT).startsWith("TO")) {
            wire.reply("501 5.5.4 RCPT TO:<address>");
        } else if (open.full()) {
            wire.reply("452 4.5.3 too many recipients");
        } else {
            wire.reply(mail.recipient(open, path.group("address")));
        }
    }

    private void data() throws IOException {
        SmtpEnvelope open = envelope;
        if (open == null || open.recipients().isEmpty()) {
            wire.reply(open == null ? "503 5.5.1 MAIL first" : "554 5.5.1 no valid recipients");
            return;
        }
        if (behaviours.chance(behaviours.of(Provider.SMTP).mail().closeAfterData())) {
            wire.reply("421 4.3.2 this connection is closed");
            wire.flush();
            socket.shutdownOutput();
            throw new IOException("closed after DATA, as its behaviour says");
        }
        wire.reply("354 end with a dot");
        byte[] message = wire.readMessage(settings.maxSize().toBytes());
        envelope = null;
        think();
        wire.reply(message == null ? "552 5.3.4 too big" : taken(open, message));
    }

    private String taken(SmtpEnvelope open, byte[] message) throws IOException {
        try {
            String reply = mail.message(open, message);
            if (reply.startsWith("2") && behaviours.losesAnswer(Provider.SMTP)) {
                FallibleServerSocket.reset(socket);
                throw new IOException("the answer is lost, as its behaviour says");
            }
            dawdle(reply);
            return reply;
        } catch (UncheckedIOException e) {
            return "452 4.3.1 the ledger does not take it";
        }
    }

    private void think() throws IOException {
        try {
            behaviours.think(Provider.SMTP);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private void dawdle(String reply) throws IOException {
        try {
            if (reply.startsWith("2")) {
                behaviours.dawdle(Provider.SMTP);
            }
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static IOException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("shutting down", e);
    }
}
