package dev.vestnik.email.bounce;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves e-mails that were read to the folder of their kind. */
final class MailMover {
    static final String HANDLED = "vestnik-handled";
    static final String NOT_UNDERSTOOD = "vestnik-not-understood";

    private static final Logger log = LoggerFactory.getLogger(MailMover.class);

    private final @Nullable String host;
    private final BounceMetrics metrics;

    MailMover(@Nullable String host, BounceMetrics metrics) {
        this.host = host;
        this.metrics = metrics;
    }

    /**
     * Moves an e-mail. One that the server does not copy, as when the mailbox is full, is deleted once handled, and stays where it is when it
     * is for people.
     */
    boolean isMoved(Store store, Folder folder, Message message, Bounce bounce) throws MessagingException {
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
        message.setFlag(Flags.Flag.DELETED, true); // goes when the folder is cleaned up or closed
        return true;
    }

    /** Counts a move that the server refused; rethrows a fault that has closed the folder. */
    <E extends Exception> void stays(Folder folder, E refused) throws E {
        if (!folder.isOpen()) {
            throw refused;
        }
        metrics.moveFailed();
        log.warn(
                "bounce_mailbox={} move=refused cause={}",
                host,
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
}
