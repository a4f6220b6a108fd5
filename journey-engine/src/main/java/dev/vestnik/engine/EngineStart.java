package dev.vestnik.engine;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.TimedResumption;
import dev.vestnik.engine.peers.InstanceAddress;
import dev.vestnik.engine.streams.EngineStreams;
import dev.vestnik.engine.support.ReplyListener;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start between the web server being up and the work beginning: topics and schemas, the definitions to the end of their log,
 * then the streams. Waits for what does not answer yet, and meanwhile the engine is alive and not ready.
 */
final class EngineStart implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EngineStart.class);

    private final ClusterPreparation cluster;
    private final DefinitionsLog definitions;
    private final FirstLevel level;
    private final TimedResumption resumption;
    private final ReplyListener answers;
    private final EngineStreams streams;
    private final InstanceAddress address;
    private final Thread thread =
            Thread.ofPlatform().name("engine-start").daemon().unstarted(this::run);
    private volatile Phase phase = Phase.WAITING_FOR_KAFKA;

    /** The progress of the start. */
    enum Phase {
        WAITING_FOR_KAFKA,
        READING_DEFINITIONS,
        STARTED,
        /** The others may write what this version cannot read: it takes no part, and waits to be replaced by a newer one. */
        OUTDATED,
        FAILED
    }

    EngineStart(
            KafkaSettings kafka,
            DefinitionsLog definitions,
            FirstLevel level,
            TimedResumption resumption,
            ReplyListener answers,
            EngineStreams streams,
            InstanceAddress address) {
        this.cluster = new ClusterPreparation(kafka, "journey-engine");
        this.definitions = definitions;
        this.level = level;
        this.resumption = resumption;
        this.answers = answers;
        this.streams = streams;
        this.address = address;
    }

    /** @param hostPort where other instances reach this one */
    void begin(String hostPort) {
        address.is(hostPort);
        thread.start();
    }

    Phase phase() {
        return phase;
    }

    private void run() {
        try {
            if (cluster.prepare(topics())) {
                phase = Phase.READING_DEFINITIONS;
                definitions.start();
                answers.start();
                definitions.awaitCaughtUp();
                work();
            }
        } catch (InterruptedException e) {
            log.info("engine=stopped before it had started");
        } catch (RuntimeException | Error e) { // either way nothing would go on, and nobody would know
            phase = Phase.FAILED;
            log.error("engine=failed cause=\"{}\"", e.getMessage(), e);
        }
    }

    private void work() throws InterruptedException {
        level.settle();
        if (!level.isReadable()) {
            phase = Phase.OUTDATED;
            log.error(
                    "engine=outdated level={} readable={}",
                    definitions.current().level().number(),
                    FeatureLevel.NEWEST.number());
            return;
        }
        streams.requireStatesOf(cluster.clusterId());
        resumption.start();
        streams.start(address.hostPort().orElseThrow());
        phase = Phase.STARTED;
        log.info(
                "engine=started revision={} level={}",
                definitions.current().revision(),
                definitions.current().level().number());
    }

    private static List<Topic> topics() {
        return Stream.concat(
                        EngineStreams.topics().stream(),
                        Stream.of(Topics.DEFINITIONS, Topics.AUDIT, Topics.SIMULATIONS))
                .distinct()
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        cluster.close();
        thread.interrupt();
        thread.join();
    }
}
