package dev.vestnik.sms.smpp;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes what several threads have to say at about the same time in one call of the operating system, which costs more than all that is done
 * for a PDU beside it. One thread writes for all; the others do not wait for it while there is room. Submits have room always: the window of
 * their link bounds them, and they wait for no answers. A PDU is given in one call of {@link #write(byte[], int, int)}, and flushed by the same
 * thread.
 */
final class GatheringOutput extends OutputStream {
    /** The octets of answers that wait to be written, some 4,000: above it their threads wait, and with them all that they hold. */
    static final int MOST_WAITING = 64 << 10;

    /** The octets of one call: after it more have provably not been handed over. */
    private static final int MOST_AT_ONCE = 16 << 10;

    private static final int USUAL_SIZE = 4096;

    /** More than all that waits for room. */
    private static final int EVERYBODY = 1 << 30;

    /** A centre that reads nothing for so long is lost, although it may go on delivering. */
    private static final Duration STALL = Duration.ofSeconds(10);

    private final OutputStream out;
    private final Closeable wire;
    private final Duration stall;
    private final Queue<Said> waiting = new ArrayDeque<>();
    private final Semaphore room = new Semaphore(MOST_WAITING, true);
    private boolean writing;
    private long since;
    private @Nullable IOException broken;

    /** @param wire closed when the centre reads nothing, which ends the write that waits for it */
    GatheringOutput(OutputStream out, Closeable wire) {
        this(out, wire, STALL);
    }

    GatheringOutput(OutputStream out, Closeable wire, Duration stall) {
        this.out = out;
        this.wire = wire;
        this.stall = stall;
    }

    /** One PDU on its way: its writer knows whether it was handed over. */
    final class Said extends OutputStream {
        private final boolean bounded;
        private byte[] octets = {};
        private boolean handedOver;

        private Said(boolean bounded) {
            this.bounded = bounded;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            octets = Arrays.copyOfRange(from, offset, offset + length);
            add(this);
        }

        @Override
        public void flush() throws IOException {
            GatheringOutput.this.flush();
        }

        /** Takes the PDU back; false when it was handed over and may have been written. */
        boolean withdraw() {
            return GatheringOutput.this.withdraw(this);
        }
    }

    /** A submit to be written to it, once. */
    Said submit() {
        return new Said(false);
    }

    @Override
    public void write(int octet) throws IOException {
        new Said(true).write(octet);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        new Said(true).write(from, offset, length);
    }

    /**
     * Writes what waits, unless another thread is about to.
     *
     * @throws IOException when the wire is broken; the thread that hears of it ends the session, by which the others hear of it too
     */
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but the number of calls
    public void flush() throws IOException {
        if (!isWriter()) {
            return;
        }
        Thread.yield(); // to those that are ready to write too
        try {
            for (byte[] next = next(); next.length > 0; next = next()) {
                out.write(next);
            }
            out.flush();
        } catch (IOException e) {
            broken(e);
            throw e;
        }
    }

    private void add(Said said) throws IOException {
        if (said.bounded) {
            awaitRoom(said);
        }
        synchronized (this) {
            requireWhole();
            waiting.add(said);
        }
    }

    private void awaitRoom(Said said) throws IOException {
        try {
            while (!room.tryAcquire(said.octets.length, stall.toNanos(), TimeUnit.NANOSECONDS)) {
                requireReader();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the write");
        }
    }

    private synchronized boolean withdraw(Said said) {
        waiting.remove(said);
        return !said.handedOver;
    }

    private synchronized boolean isWriter() throws IOException {
        requireReader();
        requireWhole();
        boolean first = !writing && !waiting.isEmpty();
        writing |= first;
        since = first ? System.nanoTime() : since;
        return first;
    }

    private void requireWhole() throws IOException {
        if (broken != null) {
            throw new IOException("the wire is broken", broken);
        }
    }

    /** Breaks the wire of a centre that has read nothing for too long. */
    private synchronized void requireReader() throws IOException {
        if (broken == null && writing && System.nanoTime() - since > stall.toNanos()) {
            broken(new IOException("the centre has read nothing for " + stall));
            wire.close();
        }
    }

    /** The next PDUs, in one piece; from nothing on, the next thread writes. */
    private synchronized byte[] next() throws IOException {
        requireWhole();
        ByteArrayOutputStream all = new ByteArrayOutputStream(USUAL_SIZE);
        for (Said said = waiting.peek(); said != null && fits(said, all); said = waiting.peek()) {
            waiting.remove();
            said.handedOver = true;
            all.writeBytes(said.octets);
            room.release(said.bounded ? said.octets.length : 0);
        }
        writing = all.size() > 0;
        since = System.nanoTime();
        return all.toByteArray();
    }

    private static boolean fits(Said said, ByteArrayOutputStream all) {
        return all.size() == 0 || all.size() + said.octets.length <= MOST_AT_ONCE;
    }

    private synchronized void broken(IOException cause) {
        if (broken == null) {
            broken = cause;
            room.release(EVERYBODY); // to hear of it
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
