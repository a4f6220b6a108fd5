package dev.vestnik.system.senders;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A broker, a registry and a sandbox, and what sms-senders are started with beside them. */
public final class SmsShop implements AutoCloseable {
    static final int PARTITIONS = 6;

    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final EmbeddedKafka broker;
    private final EmbeddedRegistry registry;
    private final KafkaSettings kafka;
    private final Child sandbox;
    private final List<String> gateway;

    public SmsShop(Path directory, Via via) throws Exception {
        this.directory = directory;
        broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
        kafka = new KafkaSettings(
                broker.bootstrapServers(), "", PARTITIONS, 1, registry.url().toString(), Map.of());
        try (ClusterPreparation preparation = new ClusterPreparation(kafka, "test")) {
            preparation.prepare(Topics.all());
        }
        sandbox = new Child("dev.vestnik.sandbox.Sandbox", directory.resolve("sandbox.log"));
        sandbox.start(
                List.of(),
                List.of(
                        "--vestnik.sandbox.data-dir=" + directory.resolve("sandbox"),
                        "--vestnik.sandbox.port=" + sandbox.port(),
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0"));
        sandbox.awaitReady();
        int smpp = JSON.readTree(sandbox.call("GET", "/ports", "")).path("smpp").asInt();
        gateway = via.arguments(sandbox, smpp);
    }

    public KafkaSettings kafka() {
        return kafka;
    }

    public Child sandbox() {
        return sandbox;
    }

    /** How many texts the provider has taken. */
    long taken() throws IOException, InterruptedException {
        return JSON.readTree(sandbox.call("GET", "/outbox/count", ""))
                .path("total")
                .asLong();
    }

    /** How often the provider took each text. */
    public Map<String, Integer> received() throws IOException, InterruptedException {
        Map<String, Integer> received = new HashMap<>();
        String since = "";
        while (since != null) {
            JsonNode page = JSON.readTree(sandbox.call(
                    "GET", "/outbox?channel=sms&limit=1000" + (since.isEmpty() ? "" : "&since=" + since), ""));
            page.path("items").forEach(item -> received.merge(item.path("text").asString(), 1, Integer::sum));
            since = page.path("next").isNull() || page.path("next").isMissingNode()
                    ? null
                    : page.path("next").asString();
        }
        return received;
    }

    public Child sender(String name) throws IOException {
        return new Child("dev.vestnik.sms.SmsSender", directory.resolve(name + ".log"));
    }

    /** The volume of the instance of that name. */
    Path volume(String instance) {
        return directory.resolve("state-" + instance);
    }

    public List<String> arguments(Child sender, String instance) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + sender.port(),
                "--vestnik.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--vestnik.kafka.registry-url=" + kafka.registryUrl(),
                "--vestnik.kafka.partitions=" + kafka.partitions(),
                "--vestnik.kafka.replication=1",
                "--vestnik.kafka.properties[interceptor.classes]=" + HaltingInterceptor.class.getName(),
                "--vestnik.security.keys[0].sha256=" + "0".repeat(64),
                "--vestnik.security.keys[0].roles=ops",
                "--vestnik.security.keys[0].shops=*",
                "--vestnik.sender.instance=" + instance,
                "--vestnik.sms.state-dir=" + volume(instance)));
        arguments.addAll(gateway);
        return arguments;
    }

    @Override
    public void close() throws InterruptedException {
        sandbox.close();
        registry.close();
        broker.close();
    }
}
