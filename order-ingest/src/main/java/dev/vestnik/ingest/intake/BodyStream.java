package dev.vestnik.ingest.intake;

import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;

/**
 * A request's body for a thread that may block. It asks for a few buffers ahead and for the next only when one was read, so
 * that a reader who stops, stops the client.
 */
final class BodyStream extends InputStream {
    private static final int AHEAD = 4;
    private static final long PROMPT = Duration.ofMillis(100).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<DataBuffer> buffers = new ArrayDeque<>();
    private final Duration patience;
    private final RequestTurn turn;
    private final Buffers subscriber = new Buffers();
    private @Nullable Throwable failure;
    private boolean complete;
    private boolean closed;
    private @Nullable DataBuffer current;

    /**
     * @param patience how long a client may send nothing
     * @param turn given to others while the client sends nothing
     */
    BodyStream(Publisher<DataBuffer> body, Duration patience, RequestTurn turn) {
        this.patience = patience;
        this.turn = turn;
        body.subscribe(subscriber);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws BodyException when the client sends nothing for too long
     * @throws IOException when it is gone
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (current == null || current.readableByteCount() == 0) {
            release();
            current = next();
            if (current == null) {
                return -1;
            }
        }
        int count = Math.min(length, current.readableByteCount());
        current.read(bytes, offset, count);
        return count;
    }

    private void release() {
        if (current != null) {
            DataBufferUtils.release(current);
            current = null;
            subscriber.request(1);
        }
    }

    /**
     * Reads and forgets what is left, for a client that reads its answer only when it has sent everything.
     *
     * @return whether the end was reached in time
     */
    boolean drain(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                release();
                current = next(left);
                if (current == null) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable DataBuffer next() throws IOException {
        return next(patience.toNanos());
    }

    /** Null at the end. */
    private @Nullable DataBuffer next(long nanos) throws IOException {
        try {
            if (!comes(Math.min(nanos, PROMPT))) {
                waitAside(nanos - PROMPT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return poll();
    }

    private void waitAside(long nanos) throws BodyException, InterruptedException {
        turn.stepAside();
        if (!comes(nanos)) {
            throw new BodyException(BodyException.Kind.STALLED, "nothing came for " + patience.toSeconds() + " s");
        }
        if (!turn.goOn()) {
            throw new BodyException(BodyException.Kind.NO_ROOM, "too many requests at a time");
        }
    }

    /** Whether there is something, or the end, within this time. */
    private boolean comes(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (buffers.isEmpty() && !complete && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !buffers.isEmpty() || complete;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable DataBuffer poll() throws IOException {
        lock.lock();
        try {
            if (buffers.isEmpty() && failure instanceof ReadTimeoutException) {
                throw new BodyException(BodyException.Kind.STALLED, "the body came too slowly");
            }
            if (buffers.isEmpty() && failure != null) {
                throw new IOException("the client is gone", failure);
            }
            return buffers.poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscriber.cancel();
        lock.lock();
        try {
            closed = true;
            buffers.forEach(DataBufferUtils::release);
            buffers.clear();
        } finally {
            lock.unlock();
        }
        if (current != null) {
            DataBufferUtils.release(current);
            current = null;
        }
    }

    private void ended(@Nullable Throwable cause) {
        lock.lock();
        try {
            complete = true;
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Buffers extends BaseSubscriber<DataBuffer> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(AHEAD);
        }

        @Override
        protected void hookOnNext(DataBuffer buffer) {
            lock.lock();
            try {
                if (closed) {
                    DataBufferUtils.release(buffer);
                } else {
                    buffers.add(buffer);
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        protected void hookOnComplete() {
            ended(null);
        }

        @Override
        protected void hookOnError(Throwable cause) {
            ended(cause);
        }
    }
}
