package dev.vestnik.email;

import dev.vestnik.sender.NotSentException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The open connections to one server. A connection whose last conversation ended in order carries the next e-mail, the one used last
 * first; the pool replaces a connection after a broken conversation, a number of e-mails or some time.
 */
final class SmtpPool implements AutoCloseable {
    private final SmtpConnector connector;
    private final InstantSource clock;
    private final int maxLetters;
    private final Duration maxAge;
    private final Semaphore room;
    private final ConcurrentLinkedDeque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SmtpPool(SmtpConnector connector, SmtpGatewaySettings settings, InstantSource clock) {
        this.connector = connector;
        this.clock = clock;
        this.maxLetters = settings.maxLetters();
        this.maxAge = settings.maxAge();
        this.room = new Semaphore(settings.connections());
    }

    /**
     * Sends an e-mail over an open connection or a new one. A server may give up an open connection at any time, silently or with 421;
     * an e-mail that it then does not take is offered once more, over a new connection.
     *
     * @param mayStart whether there is still time; asked once a new connection is open, and before the e-mail's first byte
     * @throws NotSentException when no connection can be opened, or not in time
     */
    SmtpReply deliver(MimeMail.Ready mail, BooleanSupplier mayStart) throws NotSentException {
        enter();
        try {
            SmtpConnection warm = poll();
            if (warm != null) {
                SmtpReply reply = deliver(mail, warm, mayStart);
                if (!wasGivenUp(reply)) {
                    return reply;
                }
            }
            return deliver(mail, fresh(mayStart), mayStart);
        } catch (RefusedSessionException e) {
            return e.reply();
        } finally {
            room.release();
        }
    }

    int idle() {
        return idle.size();
    }

    @Override
    public void close() {
        closed = true;
        hangUpAll();
    }

    private void enter() throws NotSentException {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("Interrupted", e);
        }
    }

    private SmtpConnection fresh(BooleanSupplier mayStart) throws NotSentException, RefusedSessionException {
        SmtpConnection fresh = connector.open(clock.instant());
        if (mayStart.getAsBoolean()) {
            return fresh;
        }
        keep(fresh); // for the next: a server that greets slowly would else never get any e-mail
        throw new NotSentException("Too late when connected");
    }

    private SmtpReply deliver(MimeMail.Ready mail, SmtpConnection connection, BooleanSupplier mayStart)
            throws NotSentException {
        boolean keep = false;
        try {
            SmtpReply reply = connection.deliver(mail, mayStart);
            keep = connection.inOrder() && !reply.hangsUp() && isYoung(connection);
            return reply;
        } finally {
            if (keep) {
                keep(connection);
            } else {
                connection.hangUp();
            }
        }
    }

    private void keep(SmtpConnection connection) {
        idle.push(connection);
        if (closed) {
            hangUpAll();
        }
    }

    /** Whether the wire was dead before the server took anything, or the server gives up this connection alone. */
    private static boolean wasGivenUp(SmtpReply reply) {
        return (reply.hangsUp() && !reply.throttles()) || (reply.phase() == SmtpPhase.SENDER && !reply.answered());
    }

    private @Nullable SmtpConnection poll() {
        SmtpConnection connection = idle.poll();
        while (connection != null && !isYoung(connection)) {
            connection.hangUp();
            connection = idle.poll();
        }
        return connection;
    }

    private boolean isYoung(SmtpConnection connection) {
        Instant end = connection.openedAt().plus(maxAge);
        return connection.mails() < maxLetters && clock.instant().isBefore(end);
    }

    private void hangUpAll() {
        for (SmtpConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.hangUp();
        }
    }
}
