package dev.vestnik.email;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Writes commands and reads whole answers, each within a time of its own: a server that sends a byte a minute does not stretch it. Used by
 * one thread at a time.
 */
final class SmtpWire implements AutoCloseable {
    /** Eight times what RFC 5321, 4.5.3.1.5 allows a line; a longer one is no SMTP. */
    private static final int LONGEST_LINE = 4_096;

    /** More lines than any greeting or list of extensions has. */
    private static final int MOST_LINES = 200;

    private final Socket bare;
    private final ScheduledExecutorService writeTimer;
    private final byte[] buffer = new byte[4_096];
    private Socket socket;
    private int next;
    private int end;

    /** @param writeTimer ends writes that find no room; shared by all connections */
    SmtpWire(Socket connected, ScheduledExecutorService writeTimer) throws IOException {
        this.bare = connected;
        this.socket = connected;
        this.writeTimer = writeTimer;
        // The final dot is a small write after a large one: Nagle's algorithm would hold it back for the server's
        // delayed acknowledgement.
        connected.setTcpNoDelay(true);
    }

    /** Goes on over TLS with a server that shows a certificate for the host. */
    void encrypt(SSLSocketFactory tls, String host, Duration limit) throws IOException {
        if (next < end) {
            throw new IOException("answers in the clear, sent ahead of the handshake"); // they could be anybody's
        }
        SSLSocket secret = (SSLSocket) tls.createSocket(bare, host, bare.getPort(), true);
        SSLParameters parameters = secret.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secret.setSSLParameters(parameters);
        secret.setSoTimeout(millis(limit.toNanos()));
        secret.startHandshake();
        socket = secret;
    }

    /** Writes commands, which together are small enough for the socket's buffer. */
    void write(String commands) throws IOException {
        socket.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes much; closes the connection when the server leaves no room for that long. */
    void write(byte[] content, Duration limit) throws IOException {
        ScheduledFuture<?> end = writeTimer.schedule(this::close, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            socket.getOutputStream().write(content);
        } finally {
            end.cancel(false);
        }
    }

    /**
     * Reads an answer with all its lines. Its code is {@link SmtpReply#NONE} when it is no answer of SMTP.
     *
     * @param phase the phase that it answers
     * @throws IOException when the wire breaks or the time is over
     */
    SmtpReply read(SmtpPhase phase, Duration limit) throws IOException {
        long until = System.nanoTime() + limit.toNanos();
        StringBuilder text = new StringBuilder();
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line(until);
            text.append(text.isEmpty() ? "" : "\n").append(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return new SmtpReply(phase, code(line), text.toString());
            }
        }
        throw new IOException("an answer of more than " + MOST_LINES + " lines");
    }

    private static int code(String line) {
        boolean digits = line.length() >= 3 && line.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(line.substring(0, 3)) : SmtpReply.NONE;
    }

    private String line(long until) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (line.size() < LONGEST_LINE) {
            if (next == end) {
                fill(until);
            }
            byte octet = buffer[next++];
            if (octet == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(octet);
        }
        throw new IOException("a line longer than " + LONGEST_LINE);
    }

    private void fill(long until) throws IOException {
        long left = until - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        socket.setSoTimeout(millis(left));
        InputStream in = socket.getInputStream();
        next = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new EOFException("closed by the server");
        }
    }

    private static int millis(long nanos) {
        return (int) Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, 1, Integer.MAX_VALUE);
    }

    /** Closes the socket itself: TLS would first write a goodbye, for which there may be no room. */
    @Override
    public void close() {
        try {
            bare.close();
        } catch (IOException alreadyBroken) {
            // The system has closed it.
        }
    }
}
