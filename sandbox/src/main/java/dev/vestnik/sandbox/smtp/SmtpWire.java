package dev.vestnik.sandbox.smtp;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines and writes replies. Only CR LF ends a line and only CR LF . CR LF a message, so that no other reading of an end can smuggle a
 * message in. Has an input buffer of its own, since JDK streams take a lock for every octet.
 */
final class SmtpWire {
    private static final int LONGEST_COMMAND = 12_288;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[16_384];
    private int next;
    private int end;
    private byte[] line = new byte[1_024];
    private int length;

    SmtpWire(Socket socket) throws IOException {
        in = socket.getInputStream();
        out = new BufferedOutputStream(socket.getOutputStream(), 4_096);
    }

    /** Reads a command without its end; null when the client has hung up. */
    @Nullable
    String readLine() throws IOException {
        return nextLine(LONGEST_COMMAND) ? new String(line, 0, length - 2, StandardCharsets.UTF_8) : null;
    }

    /** Reads a message up to its final dot, dots unstuffed; null when it is longer than {@code most}, after reading all of it. */
    byte @Nullable [] readMessage(long most) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(8_192);
        boolean tooLong = false;
        while (true) {
            if (!nextLine(most)) {
                throw new EOFException("the client hung up inside a message");
            }
            int from = line[0] == '.' ? 1 : 0;
            if (from == 1 && length == 3) {
                return tooLong ? null : message.toByteArray();
            }
            tooLong |= message.size() + length - from > most;
            if (!tooLong) {
                message.write(line, from, length - from);
            }
        }
    }

    /** Reads up to and with the next CR LF; false at the end of the stream. */
    private boolean nextLine(long most) throws IOException {
        length = 0;
        byte previous = 0;
        while (next < end || fill()) {
            byte octet = buffer[next++];
            if (length > most) {
                throw new IOException("a line longer than " + most + " octets");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = octet;
            if (octet == '\n' && previous == '\r') {
                return true;
            }
            previous = octet;
        }
        return false;
    }

    /** Waits for more input; sends the replies to pipelined commands in one write before (RFC 2920). */
    private boolean fill() throws IOException {
        if (in.available() == 0) {
            out.flush();
        }
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    void reply(String... lines) throws IOException {
        for (String text : lines) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.write('\r');
            out.write('\n');
        }
    }

    void flush() throws IOException {
        out.flush();
    }
}
