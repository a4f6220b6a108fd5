package dev.vestnik.service.kafka;

import dev.vestnik.schemas.topic.Topic;
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
import org.springframework.context.SmartLifecycle;

/** Prepares topics and schemas at start, then keeps asking the brokers whether they are there. */
public final class KafkaGate implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(KafkaGate.class);
    private static final int ASK_AGAIN_MS = 2_000;
    private static final int ANSWER_MS = 3_000;

    private final KafkaSettings settings;
    private final String clientId;
    private final List<Topic> topics;
    private final Runnable onceThere;
    private final ClusterPreparation preparation;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile KafkaState state = new KafkaState.Preparing();
    private volatile boolean running;

    /**
     * @param topics that the service writes
     * @param onceThere what the service has to do when they are there
     */
    public KafkaGate(KafkaSettings settings, String clientId, List<Topic> topics, Runnable onceThere) {
        this.settings = settings;
        this.clientId = clientId;
        this.topics = List.copyOf(topics);
        this.onceThere = onceThere;
        this.preparation = new ClusterPreparation(settings, clientId);
    }

    public KafkaState state() {
        return state;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name(clientId + "-kafka").start(this::run);
    }

    private void run() {
        try {
            if (preparation.prepare(topics)) {
                onceThere.run();
                enter(new KafkaState.Reachable());
                watch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException | KafkaException e) {
            log.error("kafka=refused cause=\"{}\"", e.getMessage());
            enter(new KafkaState.Refused(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // a fault of ours must not look as if we were still preparing
            log.error("kafka=refused", e);
            enter(new KafkaState.Refused(e.toString()));
        }
    }

    private void watch() throws InterruptedException {
        try (Admin admin = Admin.create(adminConfig())) {
            while (!stopped.await(ASK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                enter(ask(admin));
            }
        }
    }

    private static KafkaState ask(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster().nodes().get();
            return new KafkaState.Reachable();
        } catch (ExecutionException e) {
            return new KafkaState.Away(String.valueOf(e.getCause()));
        }
    }

    private void enter(KafkaState next) {
        if (!next.getClass().equals(state.getClass())) {
            log.info("kafka={}", next);
        }
        state = next;
    }

    private Map<String, Object> adminConfig() {
        Map<String, Object> config = settings.clientConfig();
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-watch");
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
        return config;
    }

    @Override
    public void stop() {
        preparation.close();
        stopped.countDown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
