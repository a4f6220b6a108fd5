package dev.vestnik.engine.streams;

import dev.vestnik.schemas.registry.RegistryUnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows for which records the registry has spoken: their schema is at hand, or there is no such schema. The others are held back
 * before they reach a task ({@link GatedConsumer}) while a thread of its own asks, as long as the registry does not answer: no
 * stream thread ever waits for it, no transaction is open meanwhile, and everything else goes on.
 */
final class SchemaGate implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SchemaGate.class);
    private static final long PAUSE_MS = 500;
    /** A "no such schema" is asked again after this; the reader remembers it a little longer, so that it never asks itself. */
    private static final long REFUSED_NANOS = Duration.ofSeconds(5).toNanos();

    private record Wanted(String topic, int schema) {}

    /** @param until when a refusal is to be asked for again; {@link Long#MAX_VALUE} for a schema that is at hand */
    private record Spoken(long until) {
        boolean holds() {
            return until == Long.MAX_VALUE || System.nanoTime() - until < 0;
        }
    }

    private final RecordReader reader;
    private final Map<Wanted, Spoken> spoken = new ConcurrentHashMap<>();
    private final Map<Wanted, Thread> asking = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    SchemaGate(RecordReader reader) {
        this.reader = reader;
    }

    /** Whether this record can be read without asking the registry; if not, it is being asked. */
    @SuppressWarnings("NullAway") // a record may have no value
    boolean open(String topic, byte[] value) {
        if (value == null || value.length < 5 || value[0] != 0) {
            return true;
        }
        Wanted wanted = new Wanted(topic, ByteBuffer.wrap(value, 1, 4).getInt());
        Spoken answer = spoken.get(wanted);
        if (answer != null && answer.holds()) {
            return true;
        }
        asking.computeIfAbsent(wanted, key -> Thread.startVirtualThread(() -> ask(key, value)));
        return false;
    }

    /** Whether anything is held back because no registry answers. */
    boolean waits() {
        return unanswered.get() > 0;
    }

    private void ask(Wanted wanted, byte[] value) {
        boolean silent = false;
        try {
            while (!answered(wanted, value)) {
                if (!silent) {
                    silent = true;
                    unanswered.incrementAndGet();
                    log.warn("registry=silent topic={} schema={} records=held-back", wanted.topic(), wanted.schema());
                }
                if (closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (silent) {
                unanswered.decrementAndGet();
            }
            asking.remove(wanted);
        }
    }

    private boolean answered(Wanted wanted, byte[] value) {
        try {
            reader.read(wanted.topic(), value);
            spoken.put(wanted, new Spoken(Long.MAX_VALUE));
        } catch (RegistryUnavailableException e) {
            return false;
        } catch (SerializationException e) {
            spoken.put(wanted, new Spoken(System.nanoTime() + REFUSED_NANOS));
        }
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
