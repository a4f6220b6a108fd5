package dev.vestnik.sms.smpp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what several threads have to say at about the same time in one call of the operating system, which costs more than all that is done
 * for a PDU beside it. One thread writes for all; the others do not wait for it. A PDU is given in one call of {@link #write(byte[], int, int)}.
 */
final class GatheringOutput extends OutputStream {
    private static final int USUAL_SIZE = 4096;

    private final OutputStream out;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(USUAL_SIZE);
    private boolean writing;
    private @Nullable IOException broken;

    GatheringOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) {
        waiting.write(octets, offset, length);
    }

    /**
     * Writes what waits, unless another thread is about to.
     *
     * @throws IOException when the wire is broken; whoever hears of it ends the session, by which the others hear of it too
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

    private synchronized boolean isWriter() throws IOException {
        if (broken != null) {
            throw new IOException("the wire is broken", broken);
        }
        boolean first = !writing && waiting.size() > 0;
        writing |= first;
        return first;
    }

    /** What waits; from nothing on, the next thread writes. */
    private synchronized byte[] next() {
        byte[] all = waiting.toByteArray();
        waiting.reset();
        writing = all.length > 0;
        return all;
    }

    private synchronized void broken(IOException cause) {
        broken = cause;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
