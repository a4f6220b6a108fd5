package dev.vestnik.schemas.topic;

import dev.vestnik.schemas.message.OutboundMessage;
import java.time.Duration;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the catalogue, without the deployment's prefix.
 *
 * @param name for example {@code shop.events}
 * @param key what the key is
 * @param value the Avro schema of the value; null where the value is no contract (internal, dead letters)
 * @param retention how long records are kept
 * @param cleanup what happens to old records
 * @param maxMessageBytes the largest record batch
 */
public record Topic(
        String name, Key key, @Nullable Schema value, Duration retention, Cleanup cleanup, int maxMessageBytes) {

    /** The kinds of things that topics' keys name; customer-keyed topics all have the same partition count. */
    public enum Key {
        CUSTOMER,
        PRODUCT,
        ADDRESS,
        DEFINITION,
        GATEWAY_ID,
        NONE
    }

    /** The broker's treatment of old records. */
    public enum Cleanup {
        DELETE,
        COMPACT,
        FOREVER
    }

    /** Whether it is a lane of messages to a sender; the broker keeps lanes compressed with zstd, whatever the producer sent. */
    public boolean lane() {
        return OutboundMessage.getClassSchema().equals(value);
    }

    /** Whether its partition count is the catalogue's (else it has one partition). */
    public boolean partitioned() {
        return key != Key.DEFINITION && key != Key.NONE;
    }
}
