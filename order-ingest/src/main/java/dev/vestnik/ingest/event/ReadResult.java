package dev.vestnik.ingest.event;

import dev.vestnik.schemas.topic.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The result of reading one event. */
public sealed interface ReadResult {

    /**
     * An event that can be sent.
     *
     * @param type the CloudEvents type; {@code x} for all the shop's own types, so that it may be a metric's tag
     * @param shop whose event it is
     * @param topic where it goes
     * @param key the Kafka record's key
     * @param value the Kafka record's value
     * @param traceParent W3C trace context that the event itself carries
     * @param warnings of what was taken and is probably not meant
     */
    record Valid(
            String type,
            String shop,
            Topic topic,
            String key,
            SpecificRecord value,
            @Nullable String traceParent,
            List<FieldFault> warnings)
            implements ReadResult {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /** An event that cannot, with everything that is wrong with it. */
    record Invalid(Refusal reason, List<FieldFault> faults) implements ReadResult {
        public Invalid {
            faults = List.copyOf(faults);
        }

        /** A single fault of the event as a whole. */
        public static Invalid because(Refusal reason, String problem) {
            return new Invalid(reason, List.of(new FieldFault("", problem)));
        }

        /** An event of a shop for which the sender may not speak. */
        public static Invalid forbidden(String shop) {
            return new Invalid(
                    Refusal.FORBIDDEN,
                    List.of(new FieldFault("source", "this key may not send events of the shop " + shop)));
        }
    }
}
