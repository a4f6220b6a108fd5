package dev.vestnik.engine;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.service.access.Role;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.oidc.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** One or more whole engines on a cluster. */
public final class RunningEngine implements AutoCloseable {
    public static final String MARKETER = "marketer-key";
    public static final String SUPPORT = "support-key";
    public static final String OPS = "ops-key";
    public static final String OTHER_SHOP = "other-shop-key";
    public static final List<String> SHOPS_OF_KEYS = List.of("a", "b", "*");
    public static final String LINK_SECRET = "a secret for tests only";

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** The page of metrics, after calls of all kinds. */
    private static final int LARGEST_ANSWER = 4 << 20;

    private final TestIssuer issuer = new TestIssuer();
    private final Cluster cluster;
    private final String prefix;
    private final List<ConfigurableApplicationContext> engines = new ArrayList<>();
    private final KafkaProducer<String, ShopEvent> events;

    /** @param prefix of its topics */
    RunningEngine(Cluster cluster, String prefix) {
        this.cluster = cluster;
        this.prefix = prefix;
        events = producer();
        start();
    }

    private void start() {
        engines.add(new SpringApplicationBuilder(JourneyEngine.class)
                .properties("spring.config.name=journey-engine")
                .run(arguments(engines.size())));
        awaitTasks();
    }

    /** Starts a second instance, until it is closed; both have customers. */
    public AutoCloseable second() {
        start();
        return () -> {
            engines.removeLast().close();
            awaitTasks();
        };
    }

    /** Until every instance has tasks and knows all the others. */
    private void awaitTasks() {
        for (int i = 0; i < engines.size(); i++) {
            WebTestClient client = client(i, OPS);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> client.get()
                            .uri("/api/status")
                            .exchange()
                            .expectBody()
                            .jsonPath("$.ready")
                            .isEqualTo(true)
                            .jsonPath("$.instances.length()")
                            .isEqualTo(engines.size())
                            .jsonPath("$.streams.active.length()")
                            .isEqualTo(PARTITIONS / engines.size()));
        }
    }

    /** Tells what happened to a customer, and waits for Kafka's word. */
    public void happened(CustomerKey customer, SpecificRecord payload) {
        happened(customer.toString(), customer, customer, payload);
    }

    /**
     * The same by a producer that has keys of its own.
     *
     * @param home the customer into whose partition it writes
     */
    public void happened(String key, CustomerKey home, CustomerKey customer, SpecificRecord payload) {
        EventHeader header = new EventHeader(
                UUID.randomUUID().toString(),
                customer.shop(),
                customer.customerId(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                "test");
        try {
            events.send(new ProducerRecord<>(
                            prefix + "shop.events",
                            Utils.toPositive(home.murmur2()) % PARTITIONS,
                            key,
                            new ShopEvent(header, payload)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private KafkaProducer<String, ShopEvent> producer() {
        Map<String, Object> config = kafka().clientConfig();
        AvroSerializer<ShopEvent> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        return new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    /** A client of the first instance with this key; no key: none. */
    public WebTestClient client(String key) {
        return client(0, key);
    }

    public WebTestClient client(int instance, String key) {
        WebTestClient.Builder client = WebTestClient.bindToServer()
                .baseUrl(url(instance))
                .responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER));
        return key.isEmpty()
                ? client.build()
                : client.defaultHeader("Authorization", "Bearer " + key).build();
    }

    public String url(int instance) {
        return "http://127.0.0.1:" + engines.get(instance).getEnvironment().getProperty("local.server.port");
    }

    public <T> Collection<T> beans(Class<T> type) {
        return engines.getFirst().getBeansOfType(type).values();
    }

    public <T> T bean(Class<T> type) {
        return engines.getFirst().getBean(type);
    }

    public KafkaSettings kafka() {
        return cluster.settings(prefix, PARTITIONS);
    }

    /** Where an instance keeps its states. */
    Path stateDirectory(int number) {
        return cluster.directory().resolve(prefix + "state" + number);
    }

    /** As arguments: they count before the engine's own configuration file. */
    private String[] arguments(int number) {
        return settings(number).entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private Map<String, Object> settings(int number) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", 0);
        settings.put("vestnik.kafka.bootstrap-servers", kafka().bootstrapServers());
        settings.put("vestnik.kafka.registry-url", kafka().registryUrl());
        settings.put("vestnik.kafka.topic-prefix", prefix);
        settings.put("vestnik.kafka.partitions", PARTITIONS);
        settings.put("vestnik.kafka.replication", 1);
        settings.put("vestnik.engine.state-dir", stateDirectory(number).toString());
        settings.put("vestnik.engine.link-secret", LINK_SECRET);
        settings.put("vestnik.links.url", "https://go.shop.example");
        settings.put("vestnik.links.secrets[0]", LINK_SECRET);
        settings.put("vestnik.engine.threads", 1);
        settings.put("vestnik.engine.memory", 32);
        key(settings, 0, MARKETER, "marketer", "*");
        key(settings, 1, SUPPORT, "support", "*");
        key(settings, 2, OPS, "ops", "*");
        key(settings, 3, OTHER_SHOP, "support", "other");
        int index = 4;
        for (Role role : Role.values()) {
            for (String shop : SHOPS_OF_KEYS) {
                key(settings, index++, key(role, shop), role.name().toLowerCase(Locale.ROOT), shop);
            }
        }
        settings.put("vestnik.security.oidc.issuer", issuer.url());
        settings.put("vestnik.security.oidc.audience", TestIssuer.AUDIENCE);
        settings.put("vestnik.web.head", "1s");
        settings.put("vestnik.web.body", "2s");
        settings.put("vestnik.security.wrong-keys", 1_000_000);
        return settings;
    }

    /** The key with one role, for one of {@link #SHOPS_OF_KEYS}. */
    public static String key(Role role, String shop) {
        return role + " of " + shop;
    }

    /** A token with the same rights. */
    public String token(Role role, String shop) {
        return token(List.of(role), shop);
    }

    /** A token with all these roles. */
    public String token(List<Role> roles, String shop) {
        List<String> labels =
                roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList();
        return issuer.token("anna", labels, shop);
    }

    private static void key(Map<String, Object> settings, int index, String key, String role, String shop) {
        String at = "vestnik.security.keys[" + index + "].";
        settings.put(at + "name", role);
        settings.put(at + "sha256", sha256(key));
        settings.put(at + "roles[0]", role);
        settings.put(at + "shops[0]", shop);
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        events.close();
        engines.reversed().forEach(ConfigurableApplicationContext::close);
        issuer.close();
    }
}
