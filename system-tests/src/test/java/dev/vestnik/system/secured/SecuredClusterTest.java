package dev.vestnik.system.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.system.deploy.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All services on a closed cluster, each as a user of its own with the rights of {@code acls.yml} and no others. */
class SecuredClusterTest {
    /** Rights whose use a run cannot bring about. */
    private static final List<String> BEYOND_A_TEST = List.of(
            // a wake-up that nobody can decide
            "journey-engine: WRITE TOPIC engine.decisions.dead-letters",
            // a report of another system in an account of mail over HTTP
            "email-sender: WRITE TOPIC messages.receipts.dead-letters");

    @TempDir
    static Path directory;

    private static List<AclBinding> rights;
    private static Authority authority;
    private static ClosedCluster cluster;
    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("vestnik.log.dir", directory.toString()); // each service reads logback.xml when it starts
        Rights least = Rights.read();
        rights = LeastRights.of(least);
        authority = new Authority(directory.resolve("ours"));
        cluster = new ClosedCluster(directory, authority);
        cluster.makeTopics();
        cluster.makeUsers(least.services());
        cluster.admin().createAcls(rights).all().get();
        ClosedShop.litter(cluster.administrator());
        services = new Services(directory);
        services.start("sandbox", Map.of());
        for (String service : least.services()) {
            services.start(service, settings(service));
        }
        least.services().forEach(services::awaitReady);
    }

    /** The e-mail sender comes with a certificate, all others with a password. */
    private static Map<String, String> settings(String service) throws Exception {
        Map<String, String> settings = new HashMap<>(cluster.trust(authority));
        settings.putAll(
                service.equals("email-sender")
                        ? cluster.settings(service)
                        : cluster.settings(service, ClosedCluster.password(service)));
        settings.putAll(services.gateways(service));
        return settings;
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void everythingWorksNothingIsDeniedAndEachRightIsNeeded() throws Exception {
        new ClosedShop(services).live(cluster.administrator());

        assertThat(WatchedAuthorizer.denied()).isEmpty();
        await("rights that nothing stands on")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(LeastRights.idle(rights, WatchedAuthorizer.allowed()))
                        .containsExactlyInAnyOrderElementsOf(BEYOND_A_TEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-ingest", "journey-engine", "sms-sender"})
    void aWrongPasswordIsNamed(String service) throws Exception {
        Map<String, String> wrong = new HashMap<>(settings(service));
        wrong.putAll(cluster.settings(service, "guessed"));
        says(service, wrong, "correct user and password, sasl.jaas.config in vestnik.kafka.properties");
    }

    @Test
    void anAuthorityThatNobodyTrustsIsNamed() throws Exception {
        Map<String, String> wrong = new HashMap<>(settings("order-ingest"));
        wrong.putAll(cluster.trust(new Authority(directory.resolve("theirs"))));
        says("order-ingest", wrong, "trust their issuer, ssl.truststore.* in vestnik.kafka.properties");
    }

    @Test
    void anExpiredCertificateOfTheBrokerIsNamed() throws Exception {
        Map<String, String> wrong = new HashMap<>(settings("order-ingest"));
        wrong.putAll(cluster.expiredBroker());
        says("order-ingest", wrong, "a certificate of the brokers has expired");
    }

    @Test
    void anExpiredCertificateOfTheRegistryIsNamed() throws Exception {
        Map<String, String> wrong = new HashMap<>(settings("order-ingest"));
        wrong.putAll(cluster.expiredRegistry());
        says("order-ingest", wrong, "its certificate has expired");
    }

    @Test
    void aRegistryThatNobodyTrustsIsNamed() throws Exception {
        Map<String, String> wrong = new HashMap<>(settings("order-ingest"));
        wrong.remove("vestnik.kafka.properties.[schema.registry.ssl.truststore.type]");
        wrong.remove("vestnik.kafka.properties.[schema.registry.ssl.truststore.location]");
        says("order-ingest", wrong, "schema.registry.ssl.truststore.* in vestnik.kafka.properties");
    }

    @Test
    void aWrongPasswordOfTheRegistryIsNamed() throws Exception {
        Map<String, String> wrong = new HashMap<>(settings("order-ingest"));
        wrong.put("vestnik.kafka.properties.[basic.auth.user.info]", "vestnik:guessed");
        says("order-ingest", wrong, "basic.auth.user.info in vestnik.kafka.properties");
    }

    /** In one line of the log, at the start; the password is not in it. */
    private static void says(String service, Map<String, String> settings, String what) throws Exception {
        int begin = log().length();
        try (Services alone = new Services(directory.resolve("alone"))) {
            alone.start(service, settings);
            await(what)
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> log().substring(begin)
                            .lines()
                            .anyMatch(line -> line.contains("cause=") && line.contains(what)));
        }
        assertThat(log()).doesNotContain("guessed", ClosedCluster.password(service));
    }

    private static String log() throws IOException {
        return Files.readString(directory.resolve("vestnik.log"));
    }
}
