package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.behaviour.FallibleServerSocket;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Listens; every connection is a virtual thread. */
public final class SmtpServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SmtpServer.class);

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
        Thread.ofVirtual().name("smtp-accept").start(() -> acceptAll(listening));
        log.info("event=listening protocol=smtp port={}", listening.port());
    }

    private void acceptAll(FallibleServerSocket listening) {
        while (server == listening) {
            try {
                Socket socket = listening.accept();
                Thread.startVirtualThread(() -> talk(socket));
            } catch (IOException e) {
                log.debug("event=accept-failed protocol=smtp cause={}", e.getMessage());
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            new SmtpSession(socket, settings, mail, behaviours).run();
        } catch (IOException e) {
            log.debug("event=connection-ended protocol=smtp cause={}", e.getMessage());
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
