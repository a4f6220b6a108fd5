package dev.vestnik.email.bounce;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.StoreClosedException;
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
 * event id. Where the server tells of news (IDLE), the connection stays open for them; elsewhere the mailbox is visited from time to time.
 */
final class BounceMailbox implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BounceMailbox.class);
    private static final String SOURCE = "mailbox";
    private static final Duration KAFKA = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** E-mails that leave the folder before it is cleaned up. */
    private static final int MOST = 500;

    private final BounceSettings settings;
    private final Bounces bounces;
    private final BounceMetrics metrics;
    private final MailMover mover;
    private final Session session;
    private final Duration renewed;
    private final AtomicReference<@Nullable Reading> reading = new AtomicReference<>();

    /** The reading from a start to its stop. */
    private record Reading(CountDownLatch stop, FolderNews news) {
        boolean isOver() {
            return stop.getCount() == 0;
        }

        void end() {
            stop.countDown();
            news.end();
        }
    }

    BounceMailbox(BounceSettings settings, Bounces bounces, BounceMetrics metrics) {
        this(settings, bounces, metrics, ANSWER, FolderNews.RENEWED);
    }

    /**
     * @param answer the longest wait for an answer of the server
     * @param renewed the longest wait for news over an open connection
     */
    BounceMailbox(BounceSettings settings, Bounces bounces, BounceMetrics metrics, Duration answer, Duration renewed) {
        this.settings = settings;
        this.bounces = bounces;
        this.metrics = metrics;
        this.mover = new MailMover(settings.host(), metrics);
        this.renewed = renewed;
        this.session = Session.getInstance(properties(settings, answer));
    }

    private static Properties properties(BounceSettings settings, Duration answer) {
        String protocol = protocol(settings);
        Properties mail = new Properties();
        for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            mail.put("mail." + protocol + "." + limit, Long.toString(answer.toMillis()));
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
        Reading begun = new Reading(new CountDownLatch(1), new FolderNews(renewed));
        if (reading.compareAndSet(null, begun)) {
            Thread.ofVirtual().name("bounce-mailbox").start(() -> run(begun));
        }
    }

    private void run(Reading current) {
        try {
            boolean more;
            do {
                more = look(current);
            } while (more || !current.stop().await(settings.poll().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once, or as long as the server tells of news; true when there is more to read at once. */
    private boolean look(Reading current) throws InterruptedException {
        try {
            return visit(current) && !current.isOver();
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

    private boolean visit(Reading current)
            throws MessagingException, IOException, ExecutionException, TimeoutException, InterruptedException {
        try (Store store = session.getStore(protocol(settings))) {
            store.connect(settings.host(), settings.portOrDefault(), settings.username(), settings.password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                if (!FolderNews.isTold(store)) {
                    return handled(store, folder, current) == MOST;
                }
                while (!current.isOver()) {
                    stay(store, folder, current);
                }
                return false;
            }
        }
    }

    /** Handles the e-mails of the folder, then waits for more. Looks soon again at those that did not go. */
    private void stay(Store store, Folder folder, Reading current)
            throws MessagingException, IOException, ExecutionException, TimeoutException, InterruptedException {
        int before = folder.getMessageCount();
        int gone = handled(store, folder, current);
        if (gone > 0) {
            folder.expunge();
        }
        if (gone < MOST && folder.getMessageCount() <= before - gone) {
            current.news().await(folder, before == gone ? renewed : settings.poll());
        }
        if (!store.isConnected()) {
            throw new StoreClosedException(store, "the connection that moves e-mails is lost");
        }
    }

    /** Handles the e-mails of the folder as it is now; the number of those that go. */
    private int handled(Store store, Folder folder, Reading current)
            throws MessagingException, IOException, ExecutionException, TimeoutException, InterruptedException {
        int last = folder.getMessageCount();
        int gone = 0;
        for (int i = 1; i <= last && gone < MOST && !current.isOver(); i++) {
            gone += isGone(store, folder, folder.getMessage(i)) ? 1 : 0;
        }
        return gone;
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
            return mover.isMoved(store, folder, message, bounce);
        } catch (MessageRemovedException e) {
            log.debug("bounce_mailbox={} mail=gone", settings.host()); // another instance was faster
            return false;
        } catch (MessagingException e) {
            mover.stays(folder, e);
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

    @Override
    public void stop() {
        Reading current = reading.getAndSet(null);
        if (current != null) {
            current.end();
        }
    }

    @Override
    public boolean isRunning() {
        return reading.get() != null;
    }
}
