package dev.vestnik.engine.streams.clients;

import dev.vestnik.engine.streams.edge.EngineTopics;
import dev.vestnik.schemas.registry.RegistryRefusedException;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns the ids of all schemas that the engine writes, so that no stream thread ever asks the registry for one. */
public final class SchemaWarmUp {
    private static final Logger log = LoggerFactory.getLogger(SchemaWarmUp.class);
    private static final long PAUSE_MS = 500;

    private final Serializer<IndexedRecord> serializer;
    private final TopicLayout layout;

    public SchemaWarmUp(Serializer<IndexedRecord> serializer, TopicLayout layout) {
        this.serializer = serializer;
        this.layout = layout;
    }

    /** Returns when they are known; false when {@code closing} came first. */
    public boolean await(CountDownLatch closing) throws InterruptedException {
        for (Topic topic : EngineTopics.WRITTEN) {
            while (!known(topic)) {
                if (closing.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return closing.getCount() > 0;
    }

    private boolean known(Topic topic) {
        if (topic.value() == null) {
            return true;
        }
        try {
            // An empty record: its schema is looked up before it turns out that there is nothing to write.
            serializer.serialize(layout.name(topic), new GenericData.Record(topic.value()));
        } catch (RegistryUnavailableException e) {
            log.warn("start=waiting cause=\"{}\"", e.getMessage());
            return false;
        } catch (RegistryRefusedException e) {
            throw new IllegalStateException(
                    "the schema of " + layout.name(topic) + " is refused: " + e.getMessage(), e);
        } catch (SerializationException e) {
            return true;
        }
        return true;
    }
}
