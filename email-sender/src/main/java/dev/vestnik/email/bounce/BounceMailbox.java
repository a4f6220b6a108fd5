package dev.vestnik.email.bounce;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads bounces from a mailbox. An e-mail leaves the folder once Kafka has its report: to {@code vestnik-handled}, or when it is not
 * understood to {@code vestnik-not-understood}, for people. After a crash between the two it is read again and reported under the same
 * event id.
 */
final class BounceMailbox implements SmartLifecycle {
    static final String HANDLED = "vestnik-handled";
    static final String NOT_UNDERSTOOD = "vestnik-not-understood";

    private static final Logger log = LoggerFactory.getLogger(BounceMailbox.class);
    private static final String SOURCE = "mailbox";
    private static final Duration KAFKA = Duration.ofSeconds(30);

    /** E-mails that leave the folder in one visit, after which the folder is cleaned up. */
    private static final int MOST = 500;

    private final BounceSettings settings;
    private final Bounces bounces;
    private final BounceMetrics metrics;
    private final Session session;
    private final AtomicReference<@Nullable CountDownLatch> stopped = new AtomicReference<>();

    BounceMailbox(BounceSettings settings, Bounces bounces, BounceMetrics metrics) {
        this.settings = settings;
        this.bounces = bounces;
        this.metrics = metrics;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(BounceSettings settings) {
        String protocol = protocol(settings);
        Properties mail = new Properties();
        for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            mail.put("mail." + protocol + "." + limit, "60000");
        }
        mail.put("mail." + protocol + ".peek", "true");
        mail.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        mail.put(
                "mail." + protocol + ".starttls.required",
                Boolean.toString(settings.tls() == BounceSettings.Tls.starttls));
        return mail;
    }

    private static String protocol(BounceSettings settings) {
        return settings.tls() == BounceSettings.Tls.implicit ? "imaps" : "imap";
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        if (stopped.compareAndSet(null, stop)) {
            Thread.ofVirtual().name("bounce-mailbox").start(() -> run(stop));
        }
    }

    private void run(CountDownLatch stop) {
        try {
            boolean more = false;
            while (more || !stop.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                more = look(stop);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once; true when there is more to read at once. */
    private boolean look(CountDownLatch stop) throws InterruptedException {
        try {
            return visit(stop) && stop.getCount() > 0;
        } catch (MessagingException
                | IOException
                | ExecutionException
                | TimeoutException
                | RuntimeException e) { // the library's own faults must not end the reading
            metrics.visitFailed();
            log.warn(
                    "bounce_mailbox={} visit=failed cause={}",
                    settings.host(),
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean visit(CountDownLatch stop)
            throws MessagingException, IOException, ExecutionException, TimeoutException, InterruptedException {
        try (Store store = session.getStore(protocol(settings))) {
            store.connect(settings.host(), settings.portOrDefault(), settings.username(), settings.password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                int last = folder.getMessageCount();
                int gone = 0;
                for (int i = 1; i <= last && gone < MOST && stop.getCount() > 0; i++) {
                    gone += isGone(store, folder, folder.getMessage(i)) ? 1 : 0;
                }
                return gone == MOST;
            }
        }
    }

    /** Handles an e-mail; false when it stays. One that the server does not let go must not stop all behind it. */
    private boolean isGone(Store store, Folder folder, Message message)
            throws MessagingException, IOException, ExecutionException, TimeoutException, InterruptedException {
        try {
            if (message.isSet(Flags.Flag.DELETED)) {
                return false;
            }
            byte[] mail = octets(folder, message);
            Bounce bounce = mail == null
                    ? bounces.unreadable(SOURCE)
                    : bounces.take(mail, SOURCE).get(KAFKA.toSeconds(), TimeUnit.SECONDS);
            return isMoved(store, folder, message, bounce);
        } catch (MessageRemovedException e) {
            log.debug("bounce_mailbox={} mail=gone", settings.host()); // another instance was faster
            return false;
        } catch (MessagingException e) {
            stays(folder, e);
            return false;
        }
    }

    /** The e-mail; null when it is too large, or the server cannot show it though the folder is open: it would stop all behind it. */
    private static byte @Nullable [] octets(Folder folder, Message message) throws MessagingException, IOException {
        if (message.getSize() > BounceReader.LARGEST) {
            return null;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(Math.max(1024, message.getSize()));
        try {
            message.writeTo(octets);
            return octets.toByteArray();
        } catch (MessageRemovedException e) {
            throw e;
        } catch (MessagingException | IOException e) {
            if (!folder.isOpen()) {
                throw e;
            }
            return null;
        }
    }

    /**
     * Moves an e-mail. One that the server does not copy, as when the mailbox is full, is deleted once handled, and stays where it is when it
     * is for people.
     */
    private boolean isMoved(Store store, Folder folder, Message message, Bounce bounce) throws MessagingException {
        boolean forPeople = bounce instanceof Bounce.NotUnderstood;
        try {
            copy(store, folder, message, forPeople ? NOT_UNDERSTOOD : HANDLED);
        } catch (MessageRemovedException e) {
            throw e;
        } catch (MessagingException e) {
            stays(folder, e);
            if (forPeople) {
                return false;
            }
        }
        message.setFlag(Flags.Flag.DELETED, true); // goes when the folder is closed
        return true;
    }

    /** Counts a move that the server refused; rethrows a fault that has closed the folder. */
    private <E extends Exception> void stays(Folder folder, E refused) throws E {
        if (!folder.isOpen()) {
            throw refused;
        }
        metrics.moveFailed();
        log.warn(
                "bounce_mailbox={} move=refused cause={}",
                settings.host(),
                refused.getClass().getSimpleName());
    }

    private static void copy(Store store, Folder folder, Message message, String to) throws MessagingException {
        Folder target = mine(store).getFolder(to);
        if (!target.exists()) {
            target.create(Folder.HOLDS_MESSAGES);
        }
        folder.copyMessages(new Message[] {message}, target);
    }

    /** The folder below which the user may make folders: some servers have all of them below INBOX. */
    private static Folder mine(Store store) throws MessagingException {
        Folder[] personal = store.getPersonalNamespaces();
        return personal.length == 0 ? store.getDefaultFolder() : personal[0];
    }

    @Override
    public void stop() {
        CountDownLatch stop = stopped.getAndSet(null);
        if (stop != null) {
            stop.countDown();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.get() != null;
    }
}
