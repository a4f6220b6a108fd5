package dev.vestnik.sandbox.smtp;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.vestnik.sandbox.host.HostSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** The shop's mailbox of returned e-mails, over IMAP, where one is configured. In memory; full with some thousands. */
public final class ReturnMailbox implements SmartLifecycle {
    /** The most mails that come until the sandbox ends; they have a few kilobytes each. */
    private static final int MOST = 5_000;

    private final ImapSettings settings;
    private final HostSettings host;
    private int taken;
    private volatile @Nullable Open open;

    ReturnMailbox(ImapSettings settings, HostSettings host) {
        this.settings = settings;
        this.host = host;
    }

    private record Open(GreenMail server, GreenMailUser user) {}

    /** The port it listens on; null where there is no mailbox. */
    public @Nullable Integer port() {
        Open mailbox = open;
        return mailbox == null ? null : mailbox.server().getImap().getPort();
    }

    /** Puts a mail into it; true where there is no mailbox, false while it is full. */
    synchronized boolean take(byte[] mail) {
        Open mailbox = open;
        if (mailbox == null) {
            return true;
        }
        if (taken >= MOST) {
            return false;
        }
        try {
            mailbox.user()
                    .deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
            taken++;
            return true;
        } catch (MessagingException e) {
            throw new IllegalStateException("a report of ours is no mail", e);
        }
    }

    @Override
    public void start() {
        Integer port = settings.port();
        if (port == null) {
            return;
        }
        GreenMail server = new GreenMail(new ServerSetup(port, host.address(), ServerSetup.PROTOCOL_IMAP));
        server.start();
        open = new Open(
                server,
                server.setUser(settings.username() + "@sandbox.vestnik", settings.username(), settings.password()));
    }

    @Override
    public void stop() {
        Open mailbox = open;
        open = null;
        if (mailbox != null) {
            mailbox.server().stop();
        }
    }

    @Override
    public boolean isRunning() {
        return open != null;
    }
}
