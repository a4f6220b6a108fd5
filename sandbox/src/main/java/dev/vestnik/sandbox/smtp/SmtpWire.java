package dev.vestnik.sandbox.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines in, replies out. Only CR LF ends a line and only CR LF . CR LF a message, so that no other reading can smuggle one in. */
final class SmtpWire {
    private static final int LONGEST_COMMAND = 12_288;

    private final InputStream in;
    private final OutputStream out;

    SmtpWire(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        out = new BufferedOutputStream(socket.getOutputStream(), 4_096);
    }

    /** A command without its end; null when the client has hung up. */
    @Nullable
    String readLine() throws IOException {
        flushBeforeWaiting();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int previous = -1;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n' && previous == '\r') {
                byte[] bytes = line.toByteArray();
                return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
            }
            if (line.size() == LONGEST_COMMAND) {
                throw new IOException("a command longer than " + LONGEST_COMMAND + " octets");
            }
            line.write(octet);
            previous = octet;
        }
        return null;
    }

    /** A message up to its final dot, dots unstuffed; null when it is longer than {@code most}, after reading it all. */
    byte @Nullable [] readMessage(long most) throws IOException {
        flushBeforeWaiting();
        ByteArrayOutputStream message = new ByteArrayOutputStream(8_192);
        boolean tooLong = false;
        for (byte[] line = readRawLine(most); !isEnd(line); line = readRawLine(most)) {
            int from = line[0] == '.' ? 1 : 0;
            tooLong |= message.size() + line.length - from > most;
            if (!tooLong) {
                message.write(line, from, line.length - from);
            }
        }
        return tooLong ? null : message.toByteArray();
    }

    private static boolean isEnd(byte[] line) {
        return line.length == 3 && line[0] == '.' && line[1] == '\r' && line[2] == '\n';
    }

    private byte[] readRawLine(long most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int previous = -1;
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the client hung up inside a message");
            }
            if (line.size() > most) {
                throw new IOException("a line longer than any message may be");
            }
            line.write(octet);
            if (octet == '\n' && previous == '\r') {
                return line.toByteArray();
            }
            previous = octet;
        }
    }

    void reply(String... lines) throws IOException {
        for (String line : lines) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\r');
            out.write('\n');
        }
    }

    /** Replies to commands that came in one go go out in one go (RFC 2920). */
    private void flushBeforeWaiting() throws IOException {
        if (in.available() == 0) {
            out.flush();
        }
    }

    void flush() throws IOException {
        out.flush();
    }
}
