package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SocketsTest {
    @Test
    @Timeout(30)
    void givesUpACentreThatNeverAnswersTheHandshake() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Sockets sockets = new Sockets(true, null, Duration.ofMillis(300));
            assertThatThrownBy(() -> sockets.createConnection("127.0.0.1", silent.getLocalPort()))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }
}
