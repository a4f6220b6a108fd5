package dev.vestnik.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A client that is quicker than our last write: its next request is there before the answer to the one before is out. A connection
 * that is not read any more after that hangs its client for ever.
 */
@ExtendWith(Backend.Extension.class)
class PipelinedRequestsTest {
    private static final String GET = "GET /nothing HTTP/1.1\r\nHost: door\r\n\r\n";
    private static final int PATIENCE_MS = 10_000;

    @Test
    void aConnectionIsReadOnAfterRequestsThatCameTooSoon(Backend backend) throws IOException {
        try (Door door = new Door(backend.settings("pipelined."))) {
            await().until(door::isReady);
            try (Socket socket = new Socket("127.0.0.1", door.url().getPort())) {
                socket.setSoTimeout(PATIENCE_MS);
                OutputStream out = socket.getOutputStream();
                InputStream in = new BufferedInputStream(socket.getInputStream());
                out.write((post(Door.event("soon", "customer-1")) + GET).getBytes(StandardCharsets.US_ASCII));
                assertThat(status(in)).isEqualTo(202);
                assertThat(status(in)).isEqualTo(404);
                out.write(GET.getBytes(StandardCharsets.US_ASCII));
                assertThat(status(in)).isEqualTo(404);
            }
        }
    }

    private static String post(String event) {
        return "POST /v1/events HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer main-key\r\nContent-Type: "
                + Door.CLOUD_EVENT + "\r\nContent-Length: " + event.length() + "\r\n\r\n" + event;
    }

    /** Reads one answer to its end. */
    private static int status(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            assertThat(read).as("an answer, after \"%s\"", head).isNotNegative();
            head.append((char) read);
        }
        String length = "content-length: ";
        int from = head.toString().toLowerCase(java.util.Locale.ROOT).indexOf(length) + length.length();
        in.readNBytes(Integer.parseInt(head.substring(from, head.indexOf("\r", from))));
        return Integer.parseInt(head.substring(9, 12));
    }
}
