package dev.vestnik.sms.smpp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one link bound: binds again, with growing pauses of random length, whenever the session is lost. */
final class SmppLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SmppLink.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ENQUIRE = Duration.ofSeconds(15);
    /** A dead connection is found by this: no submit's time-out says that the others are lost. */
    private static final Duration ENQUIRE_ANSWER = Duration.ofSeconds(10);

    /** Threads of jsmpp for enquire_link and unbind. */
    private static final int PROCESSORS = 2;

    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;

    private final GatewaySettings settings;
    private final BindType type;
    private final Deliveries deliveries;
    private final Sockets sockets;
    private final InstantSource clock;
    private final Semaphore window;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore lost = new Semaphore(0);
    private final Thread keeper;
    private volatile @Nullable SmppSession session;
    private volatile Trouble trouble;

    /**
     * The reason why the link is not bound, since when.
     *
     * @param refusal whether the centre refused the bind
     */
    private record Trouble(String cause, Instant since, boolean refusal) {
        @Override
        public String toString() {
            return cause + " since " + since.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    SmppLink(GatewaySettings settings, BindType type, Deliveries deliveries, InstantSource clock) {
        this.settings = settings;
        this.type = type;
        this.deliveries = deliveries;
        this.sockets = new Sockets(settings.tls(), settings.trust(), CONNECT);
        this.clock = clock;
        this.window = new Semaphore(settings.window());
        this.trouble = new Trouble("connecting", clock.instant(), false);
        this.keeper = Thread.ofVirtual().name("smpp-" + settings.name()).unstarted(this::keep);
    }

    SmppLink start() {
        keeper.start();
        return this;
    }

    private Optional<SmppSession> session() {
        return Optional.ofNullable(session)
                .filter(bound -> bound.getSessionState().isBound());
    }

    /** The bound session, if there is one now that submits. */
    Optional<SmppSession> submitting() {
        return session().filter(bound -> bound.getSessionState().isTransmittable());
    }

    boolean tryEnter() {
        return window.tryAcquire();
    }

    void leave() {
        window.release();
    }

    /** Submits that the window has room for. */
    int room() {
        return window.availablePermits();
    }

    /** The reason why the link is not bound; empty while it is. */
    Optional<String> trouble() {
        return session().isPresent() ? Optional.empty() : Optional.of(trouble.toString());
    }

    Optional<String> refusal() {
        return trouble().filter(_ -> trouble.refusal());
    }

    private void keep() {
        long pause = FIRST_PAUSE_MS;
        try {
            do {
                if (bind()) {
                    pause = FIRST_PAUSE_MS;
                    if (closing.getCount() == 0) {
                        return; // a bind forgets what was lost before, the end too
                    }
                    lost.acquire();
                    trouble = new Trouble("connection lost", clock.instant(), false);
                    log.warn("gateway={} bind={} link=lost", settings.name(), type);
                } else {
                    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
                }
            } while (!closing.await(jittered(pause), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Spreads the senders' binds after an outage. */
    private static long jittered(long pause) {
        return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }

    private boolean bind() {
        SmppSession fresh = SmppSession.of(sockets, deliveries);
        fresh.setTransactionTimer(ENQUIRE_ANSWER.toMillis());
        fresh.setEnquireLinkTimer((int) ENQUIRE.toMillis());
        fresh.setPduProcessorDegree(PROCESSORS);
        try {
            fresh.connectAndBind(settings.host(), settings.port(), parameters(), CONNECT.toMillis());
            lost.drainPermits();
            fresh.addSessionStateListener((now, _, _) -> {
                if (now == SessionState.CLOSED || now == SessionState.UNBOUND) {
                    lost.release();
                }
            });
            session = fresh;
            if (!fresh.getSessionState().isBound()) {
                lost.release();
            }
            log.info("gateway={} bind={} link=bound", settings.name(), type);
            return true;
        } catch (IOException | RuntimeException e) { // without its keeper the link would never be bound again
            trouble = trouble(fresh, e);
            log.warn("gateway={} bind={} link=down cause=\"{}\"", settings.name(), type, trouble.cause());
            fresh.close();
            return false;
        }
    }

    /** The trouble of a bind that failed; goes on since when it began, as long as it is the same. */
    private Trouble trouble(SmppSession fresh, Exception e) {
        int status = fresh.bindStatus();
        boolean refused = status != 0 || trouble.refusal();
        String cause = status == 0
                ? refused ? trouble.cause() : e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString()
                : "bind refused with 0x%02X".formatted(status);
        Instant since = cause.equals(trouble.cause()) ? trouble.since() : clock.instant();
        return new Trouble(cause, since, refused);
    }

    private BindParameter parameters() {
        return new BindParameter(
                type,
                settings.systemId(),
                settings.password(),
                settings.systemType(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                null);
    }

    @Override
    public void close() {
        closing.countDown();
        lost.release();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SmppSession bound = session;
        if (bound != null) {
            bound.unbindAndClose();
        }
    }
}
