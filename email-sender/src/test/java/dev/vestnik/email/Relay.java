package dev.vestnik.email;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

/** A gateway to a server on this machine. */
final class Relay implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SmtpGatewaySettings settings;
    private EmailGateway gateway;

    Relay(SmtpGatewaySettings settings) {
        this.settings = settings;
        this.gateway = gateway(settings);
    }

    Relay(int port) {
        this(Mails.server(port));
    }

    /** @param accepting the patience for the answer to the final dot */
    Relay(int port, Duration timeout, Duration accepting) {
        this(Mails.server(port, timeout, accepting));
    }

    private EmailGateway gateway(SmtpGatewaySettings settings) {
        try {
            SmtpConnector connector = new SmtpConnector(settings, SSLContext.getDefault()::getSocketFactory, timer);
            return new EmailGateway(settings, connector, _ -> "token", InstantSource.fixed(Mails.NOW));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes on with a gateway of this patience, for all that it waits for. */
    void patience(Duration time) {
        gateway.close();
        gateway = gateway(Mails.server(settings.port(), time, time));
    }

    /** Sends a service e-mail. */
    Outcome send(Content.Email mail) throws NotSentException {
        return gateway.send(Mails.service(mail), () -> true);
    }

    /** Divides the account's limits among so many instances. */
    void share(int instances) {
        gateway.share(instances);
    }

    GatewayHealth health() {
        return gateway.health();
    }

    @Override
    public void close() {
        gateway.close();
        timer.shutdownNow();
    }
}
