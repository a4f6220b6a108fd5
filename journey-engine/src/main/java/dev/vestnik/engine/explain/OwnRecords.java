package dev.vestnik.engine.explain;

import dev.vestnik.rules.customer.CustomerKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells records that may be a customer's from all others without decoding them. Identity is the header, not the key: a shop's own producer
 * may have keys of its own, and where they happen to lead to the customer's partition nobody forwards such a record.
 */
final class OwnRecords {
    private final byte[] key;
    private final byte[] id;

    OwnRecords(CustomerKey customer) {
        this.key = customer.toString().getBytes(StandardCharsets.UTF_8);
        this.id = avro(customer.customerId());
    }

    /** A text as Avro writes it: its length, zigzag in groups of seven bits, then its bytes. */
    private static byte[] avro(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = bytes.length << 1;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** Whether the record has the customer's key. */
    boolean hasKey(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(key, record.key());
    }

    /** Whether the record has the customer's key, or another one and names the customer's id somewhere; one without a key is forwarded. */
    boolean mayBe(ConsumerRecord<byte[], byte[]> record) {
        return hasKey(record) || record.key() != null && record.value() != null && names(record.value());
    }

    private boolean names(byte[] value) {
        for (int i = 0; i <= value.length - id.length; i++) {
            if (value[i] == id[0] && Arrays.equals(value, i, i + id.length, id, 0, id.length)) {
                return true;
            }
        }
        return false;
    }
}
