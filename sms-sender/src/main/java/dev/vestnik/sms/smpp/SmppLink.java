package dev.vestnik.sms.smpp;

import dev.vestnik.sender.GatewayHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one transceiver bound: binds again, with growing pauses, whenever the session is lost. */
final class SmppLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SmppLink.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ENQUIRE = Duration.ofSeconds(15);
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;
    /** A dead connection is found by this: no submit's time-out says that the others are lost. */
    private static final Duration ENQUIRE_ANSWER = Duration.ofSeconds(10);

    /** Threads of jsmpp for enquire_link and unbind. */
    private static final int PROCESSORS = 2;

    private final GatewaySettings settings;
    private final Deliveries deliveries;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore lost = new Semaphore(0);
    private final Thread keeper;
    private volatile @Nullable SmppSession session;
    private volatile String state = "connecting";

    SmppLink(GatewaySettings settings, Deliveries deliveries) {
        this.settings = settings;
        this.deliveries = deliveries;
        this.keeper = Thread.ofVirtual().name("smpp-" + settings.name()).unstarted(this::keep);
    }

    SmppLink start() {
        keeper.start();
        return this;
    }

    /** The bound session, if there is one now. */
    Optional<SmppSession> session() {
        return Optional.ofNullable(session)
                .filter(bound -> bound.getSessionState().isTransmittable());
    }

    GatewayHealth health() {
        return session().isPresent() ? new GatewayHealth(true, "bound") : GatewayHealth.down(state);
    }

    private void keep() {
        long pause = FIRST_PAUSE_MS;
        try {
            do {
                if (bind()) {
                    pause = FIRST_PAUSE_MS;
                    lost.acquire();
                    log.warn("gateway={} link=lost", settings.name());
                } else {
                    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
                }
            } while (!closing.await(pause, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean bind() {
        SmppSession fresh = SmppSession.of(new Sockets(settings.tls(), CONNECT), deliveries);
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
            state = "bound";
            log.info("gateway={} link=bound", settings.name());
            return true;
        } catch (IOException e) {
            state = String.valueOf(e.getMessage());
            log.warn("gateway={} link=down cause=\"{}\"", settings.name(), state);
            fresh.close();
            return false;
        }
    }

    private BindParameter parameters() {
        return new BindParameter(
                BindType.BIND_TRX,
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
