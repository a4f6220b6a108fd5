package dev.vestnik.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.vestnik.sandbox.RunningSandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications and complaints that come by themselves. */
class BounceDoorTest {
    private final List<String> piped = new CopyOnWriteArrayList<>();
    private HttpServer door;
    private RunningSandbox sandbox;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/v1/bounces", exchange -> {
            String mail = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            piped.add(exchange.getRequestHeaders().getFirst("Authorization") + "\n" + mail);
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        door.start();
        sandbox = RunningSandbox.in(
                directory,
                "vestnik.sandbox.smtp.bounce-door=http://127.0.0.1:"
                        + door.getAddress().getPort() + "/v1/bounces",
                "vestnik.sandbox.smtp.bounce-key=a key");
    }

    @AfterEach
    void stop() {
        sandbox.close();
        door.stop(0);
    }

    @Test
    void returnsEmailsAndPassesComplaintsOn() throws Exception {
        sandbox.behave("{\"channel\": \"smtp\", \"receiptDelay\": 1, \"failedReceiptRate\": 1,"
                + " \"failedReceiptCode\": \"5.2.2\"}");
        deliver();
        await().until(() -> piped.size() == 1);
        assertThat(piped.getFirst())
                .startsWith("Bearer a key\n")
                .contains("Action: failed", "Status: 5.2.2", "Final-Recipient: rfc822; b@example.org", "Subject: hi");
        sandbox.behave("{\"channel\": \"smtp\", \"receiptDelay\": 1, \"complaintRate\": 1}");
        deliver();
        await().until(() -> piped.size() == 2);
        assertThat(piped.getLast()).contains("Feedback-Type: abuse", "Subject: hi");
    }

    private void deliver() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", sandbox.ports().smtp())) {
            socket.getOutputStream()
                    .write(("EHLO me\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"
                                    + "Subject: hi\r\n\r\nit works\r\n.\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
