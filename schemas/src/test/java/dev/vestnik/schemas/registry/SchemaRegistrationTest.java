package dev.vestnik.schemas.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaRegistrationTest {
    @Test
    void aWrongPasswordIsSaidWithItsRemedy() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (SchemaRegistry registry = new SchemaRegistry(List.of(url), "vestnik:wrong")) {
            assertThatThrownBy(() -> new SchemaRegistration(registry, new TopicLayout("", 1, (short) 1), true)
                            .ensure(List.of(Topics.SHOP_EVENTS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("says no (401)")
                    .hasMessageEndingWith("correct basic.auth.user.info in vestnik.kafka.properties");
        } finally {
            server.stop(0);
        }
    }
}
