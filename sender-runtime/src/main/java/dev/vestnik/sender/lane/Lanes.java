package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.lane.LaneContext.Environment;
import dev.vestnik.sender.revocation.Revocations;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The lanes of a sender: starts them when the cluster is there and the revocations are read, stops them before all other beans. */
public final class Lanes implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final Duration READ_ALL = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ChannelName channel;
    private final String member;
    private final KafkaSettings kafka;
    private final SenderSettings settings;
    private final GuardedRoute route;
    private final Revocations revocations;
    private final Environment environment;
    private final List<LaneWorker> workers = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ClusterPreparation preparation;
    private volatile @Nullable Thread starting;
    private volatile @Nullable String refusal;

    public Lanes(
            ChannelName channel,
            KafkaSettings kafka,
            SenderSettings settings,
            GuardedRoute route,
            Revocations revocations,
            Environment environment) {
        this.channel = channel;
        this.kafka = kafka;
        this.settings = settings;
        this.route = route;
        this.revocations = revocations;
        this.environment = environment;
        this.member = Optional.ofNullable(settings.instance())
                .orElseGet(() -> UUID.randomUUID().toString());
        this.preparation = new ClusterPreparation(kafka, channel + "-sender-" + member);
    }

    @Override
    public void start() {
        starting = Thread.ofPlatform().name(channel + "-sender-start").start(this::begin);
    }

    private void begin() {
        try {
            if (preparation.prepare(topics(channel)) && readRevocations()) {
                Stream.of(MessageClass.codes, MessageClass.service, MessageClass.marketing)
                        .forEach(
                                messageClass -> workers.add(worker(messageClass).start()));
            }
        } catch (RuntimeException e) {
            refusal = String.valueOf(e.getMessage());
            log.error("sender={} start=refused cause=\"{}\"", channel, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LaneWorker worker(MessageClass messageClass) {
        Lane lane = new Lane(channel, messageClass);
        String name = lane.name().replace('.', '-') + "-" + member;
        return new LaneWorker(new LaneContext(lane, name, kafka, settings, route, revocations, environment));
    }

    private boolean readRevocations() throws InterruptedException {
        do {
            try {
                revocations.catchUp(READ_ALL);
                return stopping.getCount() > 0;
            } catch (KafkaException e) {
                log.warn("sender={} start=waiting cause=\"{}\"", channel, e.getMessage());
            }
        } while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        return false;
    }

    /** The topics that a channel's sender reads and writes: those of all channels and those of its own channel. */
    public static List<Topic> topics(ChannelName channel) {
        List<String> others = ChannelName.ALL.stream()
                .filter(other -> !other.equals(channel))
                .map(ChannelName::name)
                .toList();
        return Topics.all().stream()
                .filter(topic -> Stream.of("messages", "attempts", channel.name())
                        .anyMatch(first -> topic.name().startsWith(first + ".")))
                .filter(topic -> !others.contains(topic.name().split("\\.")[1]))
                .toList();
    }

    /** The lanes as they are now; empty before the start. */
    public List<LaneStatus> status() {
        return workers.stream().map(LaneWorker::status).toList();
    }

    /** The reason why this sender does not start with its configuration; null when there is none. */
    public @Nullable String refusal() {
        return refusal;
    }

    @Override
    public void stop() {
        stopping.countDown();
        preparation.close();
        Thread thread = starting;
        if (thread != null) {
            thread.interrupt();
            join(thread);
        }
        List<Thread> closing = workers.stream()
                .map(worker -> Thread.ofVirtual().start(worker::close))
                .toList();
        closing.forEach(Lanes::join);
        starting = null;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return starting != null;
    }
}
