package dev.vestnik.engine.audit;

import dev.vestnik.schemas.engine.AuditEntry;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.web.server.ServerWebExchange;

/** Writes entries of the audit trail. */
public final class AuditTrail implements AutoCloseable {
    /** An attribute of the request, under which a handler may say more about the call: never an address or a text of a customer's. */
    public static final String DETAIL = "vestnik.audit.detail";

    /** An attribute of the request: the shop of the call, where it is not the parameter of that name. */
    static final String SHOP = "vestnik.audit.shop";

    private static final int TIMEOUT_MS = 10_000;
    private static final int CLOSE_SECONDS = 2;

    private final String topic;
    private final AvroSerializer<AuditEntry> serializer = new AvroSerializer<>();
    private final ObservedWriter<String, AuditEntry> writer;

    AuditTrail(KafkaSettings settings, String clientId, ObservationRegistry observations) {
        this.topic = settings.layout().name(Topics.AUDIT);
        Map<String, Object> config = settings.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-audit");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        serializer.configure(config, false);
        this.writer = new ObservedWriter<>(config, new StringSerializer(), serializer, observations, CLOSE_SECONDS);
    }

    /** Says in the entry of a call that it looks at this customer, whom the body names. */
    public static void looksAt(String shop, String customer, ServerWebExchange exchange) {
        exchange.getAttributes().put(SHOP, shop);
        exchange.getAttributes().put(DETAIL, "customer " + customer);
    }

    /**
     * Blocks until the broker has it.
     *
     * @throws KafkaException when that takes too long or is refused
     */
    void write(AuditEntry entry) throws InterruptedException {
        try {
            writer.write(new ProducerRecord<>(topic, 0, entry.getCaller(), entry))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        writer.close();
        serializer.close();
    }
}
