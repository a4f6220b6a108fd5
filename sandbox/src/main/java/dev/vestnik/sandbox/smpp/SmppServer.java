package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.behaviour.FallibleServerSocket;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Listens, lets the only system id bind, and hands sessions to their listeners. */
public final class SmppServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SmppServer.class);
    private static final int BIND_WITHIN = 5_000;
    private static final int ENQUIRE_AFTER = 30_000;
    private static final int ACKNOWLEDGE_WITHIN = 10_000;
    /** Submissions of one session that are handled at a time, and those that may wait. */
    private static final int CONCURRENT = 128;

    private static final int WAITING = 10_000;

    private final SmppSettings settings;
    private final HostSettings host;
    private final Behaviours behaviours;
    private final SessionListener listener;
    private final Receivers receivers;
    private volatile @Nullable FallibleServerSocket server;

    SmppServer(
            SmppSettings settings,
            HostSettings host,
            Behaviours behaviours,
            SessionListener listener,
            Receivers receivers) {
        this.settings = settings;
        this.host = host;
        this.behaviours = behaviours;
        this.listener = listener;
        this.receivers = receivers;
    }

    /** The port it listens on; only while it runs. */
    public int port() {
        FallibleServerSocket listening = server;
        if (listening == null) {
            throw new IllegalStateException("the SMPP port is not open");
        }
        return listening.port();
    }

    @Override
    public void start() {
        FallibleServerSocket listening =
                new FallibleServerSocket(Provider.SMPP, behaviours, host.address(), settings.port());
        server = listening;
        listening.serve(this::connected);
    }

    private void connected(Socket socket) throws IOException {
        SocketConnection connection = new SocketConnection(socket);
        connection.setSoTimeout(BIND_WITHIN);
        bind(new SMPPServerSession(connection, null, listener, null, CONCURRENT, WAITING));
    }

    private void bind(SMPPServerSession session) {
        session.setTransactionTimer(ACKNOWLEDGE_WITHIN);
        session.setEnquireLinkTimer(ENQUIRE_AFTER);
        try {
            BindRequest request = session.waitForBind(BIND_WITHIN);
            int status = verdict(request);
            if (status != SMPPConstant.STAT_ESME_ROK) {
                request.reject(status);
                hangUpLater(session);
                return;
            }
            Receiver receiver = new Receiver(session);
            session.addSessionStateListener((now, before, source) -> {
                if (!now.isBound()) {
                    receiver.gone();
                    receivers.remove(receiver);
                }
            });
            request.accept(settings.systemId(), InterfaceVersion.IF_34);
            welcome(session, receiver);
        } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
            log.info("event=bind-failed cause={}", e.getMessage());
            session.close();
        }
    }

    /** Hangs up after a pause: some clients, jsmpp among them, miss a refusal that a hang-up follows at once. */
    private static void hangUpLater(SMPPServerSession session) {
        try {
            Thread.sleep(BIND_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }

    private int verdict(BindRequest request) {
        if (!settings.systemId().equals(request.getSystemId())) {
            return SMPPConstant.STAT_ESME_RINVSYSID;
        }
        return settings.password().equals(request.getPassword())
                ? SMPPConstant.STAT_ESME_ROK
                : SMPPConstant.STAT_ESME_RINVPASWD;
    }

    /** Adds a session to the receivers, unless it has closed in the meantime. */
    private void welcome(SMPPServerSession session, Receiver receiver) {
        if (session.getSessionState().isReceivable()) {
            receivers.add(receiver);
            if (receiver.isGone()) {
                receivers.remove(receiver);
            }
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
