package dev.vestnik.service.kafka;

import dev.vestnik.schemas.registry.SchemaRegistration;
import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicCreation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the cluster before a service's work: the topics exist, their schemas are registered. Waits for a cluster and a registry
 * that do not answer yet; {@link #close()} from another thread ends the wait.
 */
public final class ClusterPreparation implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClusterPreparation.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int REQUEST_TIMEOUT_MS = 10_000;

    private final KafkaSettings settings;
    private final String clientId;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final InstantSource clock;
    private String lastCause = "";
    private boolean clockCompared;
    private volatile String clusterId = "";

    public ClusterPreparation(KafkaSettings settings, String clientId) {
        this(settings, clientId, InstantSource.system());
    }

    ClusterPreparation(KafkaSettings settings, String clientId, InstantSource clock) {
        this.settings = settings;
        this.clientId = clientId;
        this.clock = clock;
    }

    /** The name that the cluster gave itself; empty before it is prepared. */
    public String clusterId() {
        return clusterId;
    }

    /**
     * Returns when everything is there.
     *
     * @return false when it was closed before
     * @throws IllegalStateException when waiting does not help: wrong partition count, a refused schema, missing rights
     * @throws InterruptedException when interrupted
     */
    public boolean prepare(List<Topic> topics) throws InterruptedException {
        while (closed.getCount() > 0) {
            try {
                attempt(topics);
                return true;
            } catch (KafkaException e) {
                waiting(rootMessage(e));
            }
            if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** Says it once, and again when it is something else. */
    private void waiting(String cause) {
        if (!cause.equals(lastCause)) {
            log.warn("start=waiting cause=\"{}\"", cause);
        }
        lastCause = cause;
    }

    private void attempt(List<Topic> topics) throws InterruptedException {
        try (Admin admin = Admin.create(adminConfig());
                SchemaRegistry registry = settings.registry()) {
            new TopicCreation(admin, settings.layout()).ensure(topics);
            clusterId = clusterId(admin);
            compareClock(admin);
            new SchemaRegistration(registry, settings.layout(), settings.registersSchemas()).ensure(topics);
        }
    }

    /** Compares once: while the registry is away, an attempt follows the other. */
    private void compareClock(Admin admin) throws InterruptedException {
        if (!clockCompared) {
            new ClusterClock(admin, clock)
                    .complaint()
                    .ifPresent(complaint -> log.error("clock=off cause=\"{}\"", complaint));
            clockCompared = true;
        }
    }

    private static String clusterId(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new KafkaException("the cluster does not say its name", e);
        }
    }

    private Map<String, Object> adminConfig() {
        Map<String, Object> config = settings.clientConfig();
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-admin");
        config.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        config.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS / 2);
        return config;
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + rootMessage(cause);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
