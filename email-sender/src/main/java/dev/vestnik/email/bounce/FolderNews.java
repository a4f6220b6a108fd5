package dev.vestnik.email.bounce;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a server tells of news in a folder (IDLE, RFC 2177). One thread waits; any may end it. */
final class FolderNews {
    /** Servers hang up after half an hour, and routers forget a silent connection earlier; a dead one is noticed by then. */
    static final Duration RENEWED = Duration.ofMinutes(5);

    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(FolderNews.class);

    private final Duration longest;
    private volatile CompletableFuture<Boolean> renewal = new CompletableFuture<>();
    private volatile boolean ended;

    /** @param longest the time after which a wait ends without news */
    FolderNews(Duration longest) {
        this.longest = longest;
    }

    static boolean isTold(Store store) throws MessagingException {
        return store instanceof IMAPStore imap && imap.hasCapability("IDLE");
    }

    /**
     * Returns when the folder may have news, or the time is over, or it was ended.
     *
     * @param most ends the wait before its longest time
     * @throws MessagingException when the connection is lost, as one that does not answer to the renewal is
     */
    void await(Folder folder, Duration most) throws MessagingException {
        IMAPFolder waiting = (IMAPFolder) folder;
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        CountDownLatch awake = new CountDownLatch(1);
        over.thenRunAsync(
                () -> wake(waiting, awake),
                task -> Thread.ofVirtual().name("bounce-mailbox-wake").start(task));
        renewal = over;
        Duration time = most.compareTo(longest) < 0 ? most : longest;
        over.completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (!ended) {
                waiting.idle(true);
            }
        } finally {
            awake.countDown();
            over.cancel(false);
        }
    }

    /** Ends the wait, and any that begins later. */
    void end() {
        ended = true;
        renewal.complete(true);
    }

    /** Repeats the command until the wait is over: one that comes before IDLE is on the wire ends nothing. */
    private static void wake(IMAPFolder folder, CountDownLatch awake) {
        try {
            do {
                command(folder);
            } while (!awake.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the server a command, before which IDLE has to end. */
    private static void command(IMAPFolder folder) {
        try {
            folder.doCommand(protocol -> {
                protocol.noop();
                return true;
            });
        } catch (MessagingException | RuntimeException e) { // the waiting thread meets the same fault
            log.debug("bounce_mailbox wake=failed cause={}", e.getClass().getSimpleName());
        }
    }
}
