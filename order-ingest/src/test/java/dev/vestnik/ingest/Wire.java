package dev.vestnik.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection whose every byte the test chooses. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;
    private static final int MOMENT_MS = 50;

    private final Socket socket;
    private final InputStream in;

    Wire(Door door) throws IOException {
        socket = new Socket("127.0.0.1", door.url().getPort());
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    Wire say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** An answer: its status, its head in small letters, its body. */
    record Answer(int status, String head, String body) {}

    Answer answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            assertThat(read).as("an answer, after \"%s\"", head).isNotNegative();
            head.append((char) read);
        }
        String small = head.toString().toLowerCase(Locale.ROOT);
        int length = small.indexOf("content-length: ");
        int from = length + "content-length: ".length();
        byte[] body =
                length < 0 ? new byte[0] : in.readNBytes(Integer.parseInt(small, from, small.indexOf("\r", from), 10));
        return new Answer(Integer.parseInt(head.substring(9, 12)), small, new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the other side closes it while we wait; what still comes is read and forgotten. */
    boolean isClosed() throws IOException {
        return isClosedWithin(PATIENCE_MS);
    }

    /** Whether the other side has closed it by now. */
    boolean isClosedNow() throws IOException {
        return isClosedWithin(MOMENT_MS);
    }

    private boolean isClosedWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
