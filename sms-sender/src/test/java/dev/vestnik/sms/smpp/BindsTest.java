package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BindsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T11:05:00Z");
    private static final byte[] RECEIPT =
            ScriptedCentre.deliverSm(4, 0, "id:7 stat:DELIVRD".getBytes(StandardCharsets.US_ASCII), new byte[0]);

    private final List<byte[]> delivered = new CopyOnWriteArrayList<>();

    @Test
    void saysWhichBindWasRefusedSinceWhenUntilItIsBound() throws Exception {
        try (ScriptedCentre centre = ScriptedCentre.counting()) {
            centre.bindStatus = 0x0E;
            try (SmppGateway gateway = gateway(centre)) {
                await().until(() -> gateway.refusal().isPresent());
                assertThat(gateway.refusal()).contains("bind refused with 0x0E since 2026-11-29T11:05:00Z");
                assertThat(gateway.health().up()).isFalse();
                assertThat(gateway.health().detail()).contains("bind refused with 0x0E since 2026-11-29T11:05:00Z");
                assertThat(gateway.send(Dispatches.any(), () -> true)).isEqualTo(new Outcome.NotSent("not bound"));
                centre.bindStatus = 0;
                await().until(() -> gateway.health().up());
                assertThat(gateway.refusal()).isEmpty();
            }
        }
    }

    @Test
    void usesTheWindowsOfAllBinds() throws Exception {
        List<ScriptedCentre.Pdu> submits = new CopyOnWriteArrayList<>();
        List<ScriptedCentre.Wire> wires = new CopyOnWriteArrayList<>();
        try (ScriptedCentre centre = new ScriptedCentre((submit, wire) -> {
                    wires.add(wire);
                    submits.add(submit);
                });
                SmppGateway gateway = gateway(centre, "binds", "3", "window", "2");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            await().until(() ->
                    centre.bound().size() == 3 && gateway.health().detail().equals("bound"));
            assertThat(gateway.limits().window()).isEqualTo(6);
            List<Future<Outcome>> outcomes = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 6; i++) {
                outcomes.add(threads.submit(() -> gateway.send(Dispatches.any(), () -> true)));
            }
            await().until(() -> submits.size() == 6);
            assertThat(gateway.send(Dispatches.any(), () -> true)).isEqualTo(Outcome.busy("smpp-window"));
            for (ScriptedCentre.Wire wire : centre.bound()) {
                assertThat(wires.stream().filter(used -> used == wire)).hasSize(2);
            }
            for (int i = 0; i < 6; i++) {
                wires.get(i).answer(submits.get(i), 0, ScriptedCentre.id(String.valueOf(i)));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Outcome.Accepted.class);
            }
        }
    }

    @Test
    void submitsAndReceivesOverAPair() throws Exception {
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway = gateway(centre, "bind", "pair")) {
            await().until(() ->
                    centre.bound().size() == 2 && gateway.health().detail().equals("bound"));
            assertThat(centre.bound()).extracting(wire -> wire.bind).containsExactlyInAnyOrder(1, 2);
            assertThat(gateway.send(Dispatches.any(), () -> true)).isInstanceOf(Outcome.Accepted.class);
            ScriptedCentre.Wire receiver = centre.bound().stream()
                    .filter(wire -> wire.bind == 1)
                    .findFirst()
                    .orElseThrow();
            receiver.send(ScriptedCentre.DELIVER_SM, 0, 99, RECEIPT);
            await().until(() -> delivered.size() == 1);
        }
    }

    @Test
    void goesOnOverTheOtherBindWhenOneIsLost() throws Exception {
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway = gateway(centre, "binds", "2")) {
            await().until(() -> gateway.health().detail().equals("bound"));
            centre.bindStatus = 0x05;
            centre.bound().getFirst().cut();
            await().until(() -> gateway.health().detail().startsWith("1 of 2 bound: bind refused with 0x05"));
            assertThat(gateway.health().up()).isTrue();
            assertThat(gateway.send(Dispatches.any(), () -> true)).isInstanceOf(Outcome.Accepted.class);
        }
    }

    /** The end is told while the bind is under way, which then comes about. */
    @Test
    @Timeout(60)
    void endsThoughItIsClosedWhileItBinds() throws Exception {
        try (ScriptedCentre centre = ScriptedCentre.counting()) {
            centre.bindsHeld = new CountDownLatch(1);
            SmppGateway gateway = gateway(centre);
            await().until(() -> centre.received(ScriptedCentre.BIND_TRANSCEIVER).size() == 1);
            Thread closing = Thread.ofPlatform().daemon().start(gateway::close);
            await().until(() -> closing.getState() == Thread.State.WAITING);
            centre.bindsHeld.countDown();
            assertThat(closing.join(Duration.ofSeconds(20))).isTrue();
            assertThat(centre.received(ScriptedCentre.UNBIND)).hasSize(1);
        }
    }

    @Test
    void encryptsItsConnectionToACentreThatItTrusts(@TempDir Path directory) throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=Centre")
                .ecp256()
                .setIsCertificateAuthority(true)
                .addSanIpAddress("127.0.0.1")
                .buildSelfSigned();
        Path pem = Files.writeString(directory.resolve("centre.pem"), certificate.getCertificatePEM());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        ServerSocket server =
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        try (ScriptedCentre centre =
                        new ScriptedCentre((submit, wire) -> wire.answer(submit, 0, ScriptedCentre.id("1")), server);
                SmppGateway trusting = gateway(centre, "tls", "true", "trust", pem.toString());
                SmppGateway careful = gateway(centre, "tls", "true")) {
            await().until(() -> trusting.health().up());
            assertThat(trusting.send(Dispatches.any(), () -> true)).isInstanceOf(Outcome.Accepted.class);
            await().until(() -> careful.health().detail().contains("PKIX"));
        }
        Path none = Files.writeString(directory.resolve("none.pem"), "none");
        assertThatThrownBy(() -> Trust.sockets(none)).isInstanceOf(ConfigException.class);
    }

    private SmppGateway gateway(ScriptedCentre centre, String... more) {
        InboundSink incoming = pdu -> {
            delivered.add(pdu);
            return CompletableFuture.completedFuture(null);
        };
        return new SmppGateway(
                TestGateway.at(centre.port(), more),
                new Deliveries("main", incoming, new SmsMetrics(new SimpleMeterRegistry())),
                InstantSource.fixed(NOW));
    }
}
