package dev.vestnik.email;

import dev.vestnik.sender.NotSentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import jdk.net.ExtendedSocketOptions;

/** Opens connections to one server as its settings say. */
final class SmtpConnector {
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final SmtpGatewaySettings settings;
    private final Supplier<SSLSocketFactory> ssl;
    private final ScheduledExecutorService writeTimer;

    /**
     * @param ssl asked at each new connection
     * @param writeTimer ends writes that find no room; shared by all connections
     */
    SmtpConnector(SmtpGatewaySettings settings, Supplier<SSLSocketFactory> ssl, ScheduledExecutorService writeTimer) {
        this.settings = settings;
        this.ssl = ssl;
        this.writeTimer = writeTimer;
    }

    /**
     * @throws NotSentException when the server does not answer, or not in the encryption that is asked
     * @throws RefusedSessionException when it answers that it lets nobody in, or not us
     */
    SmtpConnection open(Instant now) throws NotSentException, RefusedSessionException {
        Socket socket = new Socket();
        boolean open = false;
        try {
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), (int)
                    settings.connectTimeout().toMillis());
            keepAlive(socket);
            SmtpWire wire = new SmtpWire(socket, writeTimer);
            SmtpConnection connection =
                    new SmtpConnection(wire, new SmtpGreeting(wire, settings, ssl.get()).run(socket), settings, now);
            open = true;
            return connection;
        } catch (IOException e) {
            throw new NotSentException("No session with " + settings.name() + ": " + reason(e), e);
        } finally {
            if (!open) {
                close(socket);
            }
        }
    }

    /** Keeps firewalls from forgetting a connection that waits ten minutes for an answer; many do after five. */
    private static void keepAlive(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_SECONDS);
        }
    }

    /** The exception's name alone: the server's own words may quote a user name. */
    private static String reason(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // The system has closed it.
        }
    }
}
