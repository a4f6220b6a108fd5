package dev.vestnik.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.schemas.topic.Topics;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ClusterPreparationTest {
    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start(@TempDir Path directory) {
        kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    private static KafkaSettings settings(String prefix) {
        return new KafkaSettings(
                kafka.bootstrapServers(), prefix, 3, 1, registry.url().toString(), Map.of());
    }

    @Test
    void waitsForARegistryThatComesLater(CapturedOutput log) throws Exception {
        KafkaSettings settings = settings("waits.");
        registry.close();
        CompletableFuture<Boolean> ready;
        try (ClusterPreparation preparation = new ClusterPreparation(
                        settings, "test", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
                Admin admin = Admin.create(settings("").clientConfig())) {
            ready = CompletableFuture.supplyAsync(() -> prepared(preparation));
            await().untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).contains("waits.shop.events"));
            assertThat(ready).isNotDone();
            registry.start();
            assertThat(ready.get()).isTrue();
        }
        assertThat(log.getAll()).as("in two attempts at least").containsOnlyOnce("clock=off");
        assertThat(settings.registry().lookUp("waits.shop.events-value", Topics.SHOP_EVENTS.value()))
                .isPositive();
    }

    @Test
    void givesUpAtOnceWhereWaitingDoesNotHelp() throws Exception {
        try (ClusterPreparation first = new ClusterPreparation(settings("fixed."), "test")) {
            first.prepare(List.of(Topics.SHOP_EVENTS));
        }
        try (ClusterPreparation second =
                new ClusterPreparation(settings("fixed.").withPartitions(5), "test")) {
            assertThatThrownBy(() -> second.prepare(List.of(Topics.SHOP_EVENTS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("configured are 5");
        }
    }

    @Test
    void namesAnExpiredCertificateOfTheBrokers() throws Exception {
        X509Bundle issuer = new CertificateBuilder()
                .subject("CN=brokers")
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Instant now = Instant.now();
        X509Bundle expired = new CertificateBuilder()
                .subject("CN=localhost")
                .ecp256()
                .addSanIpAddress("127.0.0.1")
                .notBefore(now.minus(Duration.ofDays(9)))
                .notAfter(now.minus(Duration.ofDays(2)))
                .buildIssuedBy(issuer);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(expired.toKeyManagerFactory().getKeyManagers(), null, null);
        try (ServerSocket broker =
                        context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ClusterPreparation preparation = new ClusterPreparation(
                        new KafkaSettings(
                                "127.0.0.1:" + broker.getLocalPort(),
                                "",
                                1,
                                1,
                                null,
                                Map.of(
                                        "security.protocol", "SSL",
                                        "ssl.truststore.type", "PEM",
                                        "ssl.truststore.certificates", issuer.getCertificatePEM())),
                        "test")) {
            Thread.ofVirtual().start(() -> shakeHands(broker));
            assertThatThrownBy(() -> preparation.prepare(List.of(Topics.SHOP_EVENTS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a certificate of the brokers has expired (NotAfter: ")
                    .hasMessageEndingWith("renew it");
        }
    }

    private static void shakeHands(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().read();
            } catch (IOException e) {
                // the client does not take the certificate, or the test is over
            }
        }
    }

    @Test
    void saysThatTheClockOfThisMachineIsOff(CapturedOutput log) throws Exception {
        prepareAt(InstantSource.system());
        assertThat(log.getAll()).doesNotContain("clock=");

        prepareAt(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
        assertThat(log.getAll())
                .containsPattern("clock=off cause=\"this machine's clock is (59|60)\\d s ahead of the brokers'");

        prepareAt(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10)));
        assertThat(log.getAll()).containsPattern("clock is (59|60)\\d s behind the brokers'");
    }

    private static void prepareAt(InstantSource clock) throws InterruptedException {
        try (ClusterPreparation preparation = new ClusterPreparation(settings("clock."), "test", clock)) {
            preparation.prepare(List.of(Topics.SHOP_EVENTS));
            assertThat(preparation.clusterId()).isNotEmpty();
        }
    }

    @Test
    void endsItsWaitWhenClosed() throws Exception {
        KafkaSettings nobody = new KafkaSettings(
                "127.0.0.1:9",
                "",
                1,
                1,
                "http://127.0.0.1:9",
                Map.of("default.api.timeout.ms", "300", "request.timeout.ms", "200"));
        ClusterPreparation preparation = new ClusterPreparation(nobody, "test");
        CompletableFuture<Boolean> ready = CompletableFuture.supplyAsync(() -> prepared(preparation));
        preparation.close();
        assertThat(ready.get()).isFalse();
    }

    @Test
    void settingsHaveDefaultsAndSayWhatIsWrong() {
        KafkaSettings settings = new KafkaSettings(null, null, 0, 0, null, null);
        assertThat(settings)
                .isEqualTo(new KafkaSettings(
                        "127.0.0.1:9092", "", 12, -1, "http://127.0.0.1:8085/apis/ccompat/v7", Map.of()));
        assertThatThrownBy(() -> settings.withPartitions(-1)).hasMessageContaining("vestnik.kafka.partitions");
        assertThatThrownBy(() -> KafkaSettings.at("a:1", "localhost:8085")).hasMessageContaining("registry-url");
        assertThatThrownBy(() -> new KafkaSettings("a:1", "a/b", 1, 1, null, null))
                .hasMessageContaining("topic-prefix");
    }

    private static boolean prepared(ClusterPreparation preparation) {
        try {
            return preparation.prepare(List.of(Topics.SHOP_EVENTS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
