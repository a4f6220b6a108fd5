package dev.vestnik.engine.streams.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SchemaGateTest {
    private static final int GOOD = 1_000_000;

    private final Map<Integer, Integer> read = new ConcurrentHashMap<>();
    private final SchemaGate gate = new SchemaGate((topic, value) -> {
        int schema = ByteBuffer.wrap(value, 1, 4).getInt();
        read.merge(schema, 1, Integer::sum);
        if (schema != GOOD) {
            throw new SerializationException("no such schema");
        }
        return null;
    });

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void remembersTheLastRefusalsAndNotAll() {
        comes(GOOD);
        for (int schema = 0; schema <= 1_000; schema++) {
            comes(schema);
        }
        comes(GOOD);
        comes(1_000);
        comes(0);
        assertThat(read).containsEntry(GOOD, 1).containsEntry(1_000, 1).containsEntry(0, 2);
    }

    private void comes(int schema) {
        byte[] record = ByteBuffer.allocate(9).put((byte) 0).putInt(schema).array();
        while (!gate.open("shop.events", record)) {
            Thread.yield();
        }
    }
}
