package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.behaviour.FallibleServerSocket;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Listens, and holds a session over every connection. */
public final class SmtpServer implements SmartLifecycle {
    private final SmtpSettings settings;
    private final HostSettings host;
    private final Behaviours behaviours;
    private final MailRoom mail;
    private volatile @Nullable FallibleServerSocket server;

    SmtpServer(SmtpSettings settings, HostSettings host, Behaviours behaviours, MailRoom mail) {
        this.settings = settings;
        this.host = host;
        this.behaviours = behaviours;
        this.mail = mail;
    }

    /** The port it listens on; only while it runs. */
    public int port() {
        FallibleServerSocket listening = server;
        if (listening == null) {
            throw new IllegalStateException("the SMTP port is not open");
        }
        return listening.port();
    }

    @Override
    public void start() {
        FallibleServerSocket listening =
                new FallibleServerSocket(Provider.SMTP, behaviours, host.address(), settings.port());
        server = listening;
        listening.serve(this::talk);
    }

    private void talk(Socket socket) throws IOException {
        try (socket) {
            new SmtpSession(socket, settings, mail, behaviours).run();
        }
    }

    @Override
    public void stop() {
        FallibleServerSocket listening = server;
        server = null;
        if (listening != null) {
            listening.close();
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
