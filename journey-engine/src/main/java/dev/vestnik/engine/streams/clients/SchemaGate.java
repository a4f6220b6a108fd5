package dev.vestnik.engine.streams.clients;

import dev.vestnik.engine.streams.edge.RecordReader;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
public final class SchemaGate implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SchemaGate.class);
    private static final long PAUSE_MS = 500;
    /** A "no such schema" is asked again after this; the reader remembers it a little longer, so that it never asks itself. */
    private static final long REFUSED_NANOS = Duration.ofSeconds(5).toNanos();
    /** Poison may bear any id. Fewer than the reader remembers of one topic: ids let through here are known there. */
    private static final int MOST_REFUSED = 1_000;

    private record Wanted(String topic, int schema) {}

    /** The times at which refusals are to be asked for again; in the order in which they were met last. */
    private static final class Refusals extends LinkedHashMap<Wanted, Long> {
        private static final long serialVersionUID = 1L;

        Refusals() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wanted, Long> eldest) {
            return size() > MOST_REFUSED;
        }
    }

    private final RecordReader reader;
    /** The schemas at hand: as many as the registry has, at most. */
    private final Set<Wanted> atHand = ConcurrentHashMap.newKeySet();

    private final Map<Wanted, Long> refused = Collections.synchronizedMap(new Refusals());
    private final Map<Wanted, Thread> asking = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    public SchemaGate(RecordReader reader) {
        this.reader = reader;
    }

    /** Whether this record can be read without asking the registry; if not, it is being asked. */
    @SuppressWarnings("NullAway") // a record may have no value
    boolean open(String topic, byte[] value) {
        if (value == null || value.length < 5 || value[0] != 0) {
            return true;
        }
        Wanted wanted = new Wanted(topic, ByteBuffer.wrap(value, 1, 4).getInt());
        if (atHand.contains(wanted) || isRefused(wanted)) {
            return true;
        }
        asking.computeIfAbsent(wanted, key -> Thread.startVirtualThread(() -> ask(key, value)));
        return false;
    }

    private boolean isRefused(Wanted wanted) {
        Long until = refused.get(wanted);
        return until != null && System.nanoTime() - until < 0;
    }

    /** Whether anything is held back because no registry answers. */
    public boolean waits() {
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
            atHand.add(wanted);
            refused.remove(wanted);
        } catch (RegistryUnavailableException e) {
            return false;
        } catch (SerializationException e) {
            refused.put(wanted, System.nanoTime() + REFUSED_NANOS);
        }
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
