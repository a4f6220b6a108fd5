package dev.vestnik.email;

import dev.vestnik.sender.NotSentException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections to one server as its settings say. */
final class SmtpConnector {
    private final SmtpGatewaySettings settings;
    private final Session session;

    /** @param writeTimer ends writes that find no room; shared by all connections */
    SmtpConnector(SmtpGatewaySettings settings, SSLSocketFactory ssl, ScheduledExecutorService writeTimer) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings, ssl, writeTimer));
    }

    /** @throws NotSentException when the server does not answer, does not greet or does not let us in */
    SmtpConnection open(Instant now) throws NotSentException {
        SmtpConnection connection = new SmtpConnection(session, now);
        try {
            connection.connect(settings.host(), settings.port(), settings.username(), settings.password());
            return connection;
        } catch (MessagingException e) {
            connection.hangUp();
            throw new NotSentException("No session with " + settings.name() + ": " + reason(e), e);
        }
    }

    /** The exception's name alone: the server's own words may quote a user name. */
    private static String reason(MessagingException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName();
    }

    private static Properties properties(
            SmtpGatewaySettings settings, SSLSocketFactory ssl, ScheduledExecutorService writeTimer) {
        Properties mail = new Properties();
        mail.put("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
        mail.put("mail.smtp.timeout", millis(settings.timeout()));
        mail.put("mail.smtp.writetimeout", millis(settings.timeout()));
        mail.put("mail.smtp.executor.writetimeout", writeTimer);
        mail.put("mail.smtp.quitwait", "false");
        mail.put("mail.smtp.auth", Boolean.toString(settings.username() != null));
        mail.put("mail.smtp.socketFactory", new PromptSockets());
        mail.put("mail.smtp.socketFactory.fallback", "false");
        mail.put("mail.smtp.ssl.socketFactory", new PromptSslSockets(ssl));
        mail.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.tls()) {
            case none -> {}
            case starttls -> mail.put("mail.smtp.starttls.required", "true");
            case implicit -> mail.put("mail.smtp.ssl.enable", "true");
        }
        return mail;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
