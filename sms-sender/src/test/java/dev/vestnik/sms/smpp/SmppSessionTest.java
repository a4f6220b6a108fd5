package dev.vestnik.sms.smpp;

import static dev.vestnik.sms.smpp.ScriptedCentre.DELIVER_SM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmppSessionTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Deliveries deliveries = new Deliveries(
            "main", _ -> CompletableFuture.completedFuture(null), new SmsMetrics(new SimpleMeterRegistry()));
    private final SmppSession session = SmppSession.of((_, port) -> connect(port), deliveries);
    private final CountDownLatch atWork = new CountDownLatch(1);
    private volatile CountDownLatch go = new CountDownLatch(0);
    private volatile boolean bound;
    private volatile boolean breaks;
    private ScriptedCentre centre;

    @BeforeEach
    void start() throws Exception {
        centre = ScriptedCentre.counting();
        session.setEnquireLinkTimer((int) LONG.toMillis());
        session.connectAndBind(
                "127.0.0.1",
                centre.port(),
                new BindParameter(
                        BindType.BIND_TRX,
                        "vestnik",
                        "secret",
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
        bound = true;
    }

    @AfterEach
    void stop() throws Exception {
        session.close();
        centre.close();
    }

    @Test
    void endsByAnAnswerThatFails() throws Exception {
        breaks = true;
        centre.deliver(DELIVER_SM, ScriptedCentre.deliverSm(4, 0, new byte[] {'x'}, new byte[0]));
        await().until(() -> session.getSessionState() == SessionState.CLOSED);
    }

    @Test
    void hasNotSentWhatWaitedForAWireThatBreaks() throws Exception {
        go = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        try (ExecutorService texts = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> first = texts.submit(() -> submit(new CountDownLatch(1)));
            atWork.await();
            Future<Outcome> second = texts.submit(() -> submit(said));
            said.await();
            breaks = true;
            go.countDown();
            assertThat(first.get()).isInstanceOf(Outcome.Unknown.class);
            assertThat(second.get()).isEqualTo(new Outcome.NotSent("not written"));
        }
    }

    private Outcome submit(CountDownLatch said) {
        return session.submit(
                (_, out, _) -> {
                    out.write(new byte[] {0, 0, 0, 16, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 99});
                    out.flush();
                    said.countDown();
                },
                LONG);
    }

    private Connection connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        return new SocketConnection(socket) {
            private final GatheringOutput output = new GatheringOutput(wire(socket.getOutputStream()), socket);

            @Override
            public OutputStream getOutputStream() {
                return output;
            }
        };
    }

    private OutputStream wire(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] octets) throws IOException {
                if (bound) {
                    atWork.countDown();
                    hold(go);
                }
                if (breaks) {
                    throw new IOException("broken");
                }
                out.write(octets);
            }
        };
    }

    private static void hold(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
