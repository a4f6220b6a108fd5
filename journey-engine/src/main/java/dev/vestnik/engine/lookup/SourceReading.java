package dev.vestnik.engine.lookup;

import dev.vestnik.engine.streams.edge.LookupRecords;
import dev.vestnik.engine.streams.edge.LookupRecords.Question;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.service.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Finds the questions to one source among the commands. A batch is done once all its answers are with Kafka: after a crash the questions are
 * asked again, and the first answer counts. Each source has a reader of its own: one that hangs holds up no other's questions.
 */
final class SourceReading implements BatchMessageListener<byte[], byte[]>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SourceReading.class);
    private static final byte[] PREFIX = LookupRecords.PREFIX.getBytes(StandardCharsets.UTF_8);

    private final Predicate<String> sources;
    private final LookupAnswering answering;
    private final AvroDeserializer<EngineCommand> reader = new AvroDeserializer<>();

    /** @param sources whose questions are answered here */
    SourceReading(KafkaSettings kafka, Predicate<String> sources, LookupAnswering answering) {
        this.sources = sources;
        this.answering = answering;
        reader.configure(kafka.clientConfig(), false);
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        List<CompletableFuture<?>> answered = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (isAsked(record.key())) {
                question(record).map(answering::answered).ifPresent(answered::add);
            }
        }
        CompletableFuture.allOf(answered.toArray(CompletableFuture[]::new)).join();
    }

    /** Most commands are others: their keys tell, {@code /source/NAME/…}, and nothing of them is read. */
    private boolean isAsked(byte[] key) {
        if (key == null
                || key.length <= PREFIX.length
                || !Arrays.equals(key, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            return false;
        }
        String rest = new String(key, PREFIX.length, key.length - PREFIX.length, StandardCharsets.UTF_8);
        int end = rest.indexOf('/');
        return sources.test(end < 0 ? rest : rest.substring(0, end));
    }

    private Optional<Question> question(ConsumerRecord<byte[], byte[]> record) {
        try {
            EngineCommand command = reader.deserialize(record.topic(), record.value());
            return command == null ? Optional.empty() : LookupRecords.read(command);
        } catch (RegistryUnavailableException e) {
            throw e; // the batch comes again
        } catch (RuntimeException | StackOverflowError e) { // nobody waits for it longer than its time
            log.warn("lookup=unreadable cause=\"{}\"", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
