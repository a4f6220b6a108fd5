package dev.vestnik.system.secured;

import dev.vestnik.embedded.BrokerSettings;
import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.schemas.topic.TopicCreation;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that lets nobody in without TLS, and a password (SCRAM-SHA-512) or a certificate, and nobody do anything without a right to
 * it; a registry behind TLS and a password. Its own door, without either, is the administrator's.
 */
final class ClosedCluster implements AutoCloseable {
    static final int PARTITIONS = 2;
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    private final Authority authority;
    private final List<Integer> ports = freePorts(5);
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;
    private final ClosedRegistry door;
    private final ClosedRegistry expiredDoor;
    private final Admin admin;

    ClosedCluster(Path directory, Authority authority) throws Exception {
        Path key = authority.key("localhost");
        Path expired = authority.expired("expired");
        this.authority = authority;
        this.kafka = new EmbeddedKafka(settings(directory.resolve("kafka"), key, expired)).start();
        this.registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
        this.door = new ClosedRegistry(registry.url(), key);
        this.expiredDoor = new ClosedRegistry(registry.url(), expired);
        this.admin = Admin.create(administrator());
    }

    private BrokerSettings settings(Path directory, Path key, Path expired) throws Exception {
        String listeners =
                "PLAINTEXT://127.0.0.1:%d,INTERNAL://127.0.0.1:%d,MUTUAL://127.0.0.1:%d,EXPIRED://127.0.0.1:%d"
                        .formatted(ports.get(0), ports.get(1), ports.get(2), ports.get(4));
        Map<String, String> settings = Map.ofEntries(
                Map.entry("listeners", listeners + ",CONTROLLER://127.0.0.1:" + ports.get(3)),
                Map.entry("advertised.listeners", listeners),
                Map.entry(
                        "listener.security.protocol.map",
                        "PLAINTEXT:SASL_SSL,INTERNAL:PLAINTEXT,MUTUAL:SSL,EXPIRED:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "INTERNAL"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry("listener.name.plaintext.scram-sha-512.sasl.jaas.config", SCRAM + ";"),
                Map.entry("listener.name.expired.scram-sha-512.sasl.jaas.config", SCRAM + ";"),
                Map.entry("ssl.keystore.type", "PEM"),
                Map.entry("ssl.keystore.location", key.toString()),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", authority.trust().toString()),
                Map.entry("listener.name.expired.ssl.keystore.location", expired.toString()),
                Map.entry("listener.name.mutual.ssl.client.auth", "required"),
                Map.entry("listener.name.mutual.ssl.principal.mapping.rules", "RULE:^CN=(.*)$/$1/"),
                Map.entry("authorizer.class.name", WatchedAuthorizer.class.getName()),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("super.users", "User:ANONYMOUS"));
        BrokerSettings broker = BrokerSettings.in(directory).withPorts(ports.get(0), ports.get(3));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            broker = broker.withBrokerProperty(setting.getKey(), setting.getValue());
        }
        return broker;
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return ports;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Map<String, Object> administrator() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + ports.get(1));
    }

    Admin admin() {
        return admin;
    }

    /** Makes all topics, as whoever runs the cluster does where services may not. */
    void makeTopics() {
        new TopicCreation(admin, new TopicLayout("", PARTITIONS, (short) 1)).ensure(Topics.all());
    }

    /** Makes a user for each service, whose password is the name backwards. */
    void makeUsers(Iterable<String> names) throws Exception {
        for (String name : names) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password(name))))
                    .all()
                    .get();
        }
    }

    static String password(String name) {
        return new StringBuilder(name).reverse().toString();
    }

    /** The settings of a service that comes with a password. */
    Map<String, String> settings(String user, String password) throws Exception {
        return Map.of(
                "vestnik.kafka.bootstrap-servers",
                "127.0.0.1:" + ports.get(0),
                "vestnik.kafka.properties.[security.protocol]",
                "SASL_SSL",
                "vestnik.kafka.properties.[sasl.mechanism]",
                "SCRAM-SHA-512",
                "vestnik.kafka.properties.[sasl.jaas.config]",
                SCRAM + " username=\"%s\" password=\"%s\";".formatted(user, password));
    }

    /** The settings of a service that comes with a certificate. */
    Map<String, String> settings(String user) throws Exception {
        return Map.of(
                "vestnik.kafka.bootstrap-servers",
                "127.0.0.1:" + ports.get(2),
                "vestnik.kafka.properties.[security.protocol]",
                "SSL",
                "vestnik.kafka.properties.[ssl.keystore.type]",
                "PEM",
                "vestnik.kafka.properties.[ssl.keystore.location]",
                authority.key(user).toString());
    }

    /** The broker's door whose certificate has expired. */
    Map<String, String> expiredBroker() {
        return Map.of("vestnik.kafka.bootstrap-servers", "127.0.0.1:" + ports.get(4));
    }

    Map<String, String> expiredRegistry() {
        return Map.of("vestnik.kafka.registry-url", expiredDoor.url());
    }

    /** What every service is told of the registry and of whom to trust. */
    Map<String, String> trust(Authority of) throws Exception {
        String file = of.trust().toString();
        return Map.of(
                "vestnik.kafka.registry-url",
                door.url(),
                "vestnik.kafka.partitions",
                String.valueOf(PARTITIONS),
                "vestnik.kafka.replication",
                "1",
                "vestnik.kafka.properties.[basic.auth.user.info]",
                ClosedRegistry.USER,
                "vestnik.kafka.properties.[ssl.truststore.type]",
                "PEM",
                "vestnik.kafka.properties.[ssl.truststore.location]",
                file,
                "vestnik.kafka.properties.[schema.registry.ssl.truststore.type]",
                "PEM",
                "vestnik.kafka.properties.[schema.registry.ssl.truststore.location]",
                file);
    }

    @Override
    public void close() {
        admin.close();
        door.close();
        expiredDoor.close();
        registry.close();
        kafka.close();
    }
}
