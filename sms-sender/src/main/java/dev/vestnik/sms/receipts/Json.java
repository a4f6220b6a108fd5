package dev.vestnik.sms.receipts;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads our own records on internal topics as JSON. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The bound of one record: a state holds two of them and must fit into a record of its changelog. */
    private static final int LARGEST = 64 << 10;

    private Json() {}

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** @throws PoisonReceiptException when the value is no such record */
    static <T> T read(byte @Nullable [] value, Class<T> type) {
        try {
            if (value != null && value.length > LARGEST) {
                throw new PoisonReceiptException("no " + type.getSimpleName() + ": " + value.length + " bytes");
            }
            T read = value == null ? null : MAPPER.readValue(value, type);
            if (read == null) {
                throw new PoisonReceiptException("no " + type.getSimpleName() + ": null");
            }
            return read;
        } catch (JacksonException e) {
            throw new PoisonReceiptException("no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    static <T> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom((_, value) -> write(value), (_, bytes) -> read(bytes, type));
    }
}
