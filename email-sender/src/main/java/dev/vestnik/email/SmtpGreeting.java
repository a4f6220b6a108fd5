package dev.vestnik.email;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLSocketFactory;

/** The beginning of a session: greetings, TLS as configured, and the login. */
final class SmtpGreeting {
    private final SmtpWire wire;
    private final SmtpGatewaySettings settings;
    private final SSLSocketFactory ssl;

    SmtpGreeting(SmtpWire wire, SmtpGatewaySettings settings, SSLSocketFactory ssl) {
        this.wire = wire;
        this.settings = settings;
        this.ssl = ssl;
    }

    /** Leads the conversation until the server takes e-mails; its extensions. */
    SmtpExtensions run(Socket socket) throws IOException, RefusedSessionException {
        if (settings.tls() == SmtpGatewaySettings.Tls.implicit) {
            wire.encrypt(ssl, settings.host(), settings.timeout());
        }
        expect(read(), 220);
        String name = settings.hello() == null ? literal(socket.getLocalAddress()) : settings.hello();
        SmtpExtensions offered = hello(name);
        if (startsTls(offered)) {
            expect(say("STARTTLS"), 220);
            wire.encrypt(ssl, settings.host(), settings.timeout());
            offered = hello(name);
        }
        if (settings.username() != null && settings.password() != null) {
            logIn(offered, settings.username(), settings.password());
        }
        return offered;
    }

    private SmtpExtensions hello(String name) throws IOException, RefusedSessionException {
        SmtpReply reply = say("EHLO " + name);
        if (reply.code() == 250) {
            return SmtpExtensions.of(reply);
        }
        expect(isUnknown(reply) ? say("HELO " + name) : reply, 250);
        return SmtpExtensions.NONE;
    }

    private static boolean isUnknown(SmtpReply reply) {
        return reply.code() == 500 || reply.code() == 502;
    }

    /** RFC 5321, 4.1.3. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return "[" + (address instanceof Inet6Address ? "IPv6:" : "") + (zone < 0 ? text : text.substring(0, zone))
                + "]";
    }

    private boolean startsTls(SmtpExtensions offered) throws IOException {
        boolean can = offered.has("STARTTLS");
        return switch (settings.tls()) {
            case none, implicit -> false;
            case opportunistic -> can;
            case starttls -> {
                if (!can) {
                    throw new NoTlsException();
                }
                yield true;
            }
        };
    }

    /** Its name is what logs and health pages say. */
    private static final class NoTlsException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private void logIn(SmtpExtensions offered, String name, String password)
            throws IOException, RefusedSessionException {
        if (offered.logsIn("LOGIN") && !offered.logsIn("PLAIN")) {
            expect(say("AUTH LOGIN"), 334);
            expect(say(base64(name)), 334);
            expect(say(base64(password)), 235);
        } else {
            expect(say("AUTH PLAIN " + base64("\0" + name + "\0" + password)), 235);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private SmtpReply say(String command) throws IOException {
        wire.write(command + "\r\n");
        return read();
    }

    private SmtpReply read() throws IOException {
        return wire.read(SmtpPhase.CONNECT, settings.timeout());
    }

    private static void expect(SmtpReply reply, int code) throws IOException, RefusedSessionException {
        if (!reply.answered()) {
            throw new IOException("no SMTP");
        }
        if (reply.code() != code) {
            throw new RefusedSessionException(reply);
        }
    }
}
