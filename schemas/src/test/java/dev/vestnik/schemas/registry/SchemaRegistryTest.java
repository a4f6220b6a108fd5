package dev.vestnik.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vestnik.schemas.Cluster;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.Extension.class)
class SchemaRegistryTest {

    @Test
    void registersOnceAndFindsAgain(Cluster cluster) {
        Schema schema = SchemaBuilder.record("Once").fields().requiredInt("a").endRecord();
        try (SchemaRegistry registry = cluster.registryClient()) {
            int id = registry.register("once-value", schema);
            assertThat(registry.register("once-value", schema)).isEqualTo(id);
            assertThat(registry.lookUp("once-value", schema)).isEqualTo(id);
            assertThat(registry.byId(id)).isEqualTo(schema);
        }
    }

    @Test
    void theNextUrlAnswersWhereTheFirstIsAway(Cluster cluster) {
        try (SchemaRegistry registry = new SchemaRegistry(
                List.of("http://127.0.0.1:9", cluster.registry().url() + "/"), null)) {
            Schema schema =
                    SchemaBuilder.record("Next").fields().requiredInt("a").endRecord();
            assertThat(registry.byId(registry.register("next-value", schema))).isEqualTo(schema);
        }
    }

    @Test
    void aRefusedSchemaIsNamedAtStart(Cluster cluster) {
        try (SchemaRegistry registry = cluster.registryClient()) {
            assertThatThrownBy(() -> new SchemaRegistration(registry, cluster.layout("absent."), false)
                            .ensure(List.of(Topics.SHOP_EVENTS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ShopEvent")
                    .hasMessageContaining("absent.shop.events-value");
        }
    }

    @Test
    void aNewSubjectIsBackwardCompatibleAndAChoiceStays(Cluster cluster) {
        String subject = cluster.layout("chosen.").name(Topics.SHOP_EVENTS) + "-value";
        try (SchemaRegistry registry = cluster.registryClient()) {
            SchemaRegistration registration = new SchemaRegistration(registry, cluster.layout("chosen."), true);
            registration.ensure(List.of(Topics.SHOP_EVENTS));
            assertThat(registry.compatibility(subject)).contains("BACKWARD");
            for (String chosen : List.of("FULL", "NONE")) {
                registry.compatibility(subject, chosen);
                registration.ensure(List.of(Topics.SHOP_EVENTS));
                assertThat(registry.compatibility(subject)).contains(chosen);
            }
        }
    }

    @Test
    void onlyTheRegistrysOwnNotFoundMeansThatThereIsNoSuchSchema() throws IOException {
        assertThat(answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"))
                .isInstanceOf(RegistryRefusedException.class);
        assertThat(answer(404, "<html>no such page</html>")).isInstanceOf(RegistryUnavailableException.class);
        assertThat(answer(401, "{\"error_code\":401,\"message\":\"who are you\"}"))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(answer(503, "")).isInstanceOf(RegistryUnavailableException.class);
        assertThat(answer(429, "")).isInstanceOf(RegistryUnavailableException.class);
        assertThat(answer(200, "<html>a captive portal</html>")).isInstanceOf(RegistryUnavailableException.class);
        assertThat(answer(200, "{\"schema\":\"syntax = proto3;\",\"schemaType\":\"PROTOBUF\"}"))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("not an Avro schema");
    }

    @Test
    void anAnswerOfManyMegabytesIsNotReadToItsEnd() throws IOException {
        assertThat(answer(200, "{\"schema\":\"" + "x".repeat(50 << 20) + "\"}"))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("more than 2 MiB");
    }

    @Test
    void aSchemaThatIsDeeperThanAnyParserIsARefusal() throws IOException {
        String deep = "{\\\"type\\\":\\\"array\\\",\\\"items\\\":".repeat(50_000);
        assertThat(answer(200, "{\"schema\":\"" + deep + "\"}")).isInstanceOf(RegistryRefusedException.class);
    }

    @Test
    @Timeout(30)
    void anAnswerThatNeverEndsIsNoAnswer() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            asked.countDown(); // and not a byte more
        });
        server.start();
        try (SchemaRegistry registry = new SchemaRegistry(List.of(url(server)), null)) {
            assertThatThrownBy(() -> registry.byId(1)).isInstanceOf(RegistryUnavailableException.class);
            assertThat(asked.getCount()).isZero();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void thePasswordDoesNotFollowARedirect() throws IOException {
        AtomicReference<String> seen = new AtomicReference<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            seen.set(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        other.start();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", url(other) + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try (SchemaRegistry registry = new SchemaRegistry(List.of(url(server)), "shop:secret")) {
            assertThatThrownBy(() -> registry.byId(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("302");
            assertThat(seen).hasValue(null);
        } finally {
            server.stop(0);
            other.stop(0);
        }
    }

    @Test
    void authenticatesWithUserAndPassword() throws IOException {
        AtomicReference<String> seen = new AtomicReference<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.set(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (SchemaRegistry registry = new SchemaRegistry(List.of(url(server)), "shop:secret")) {
            assertThat(registry.register("s", SchemaBuilder.builder().stringType()))
                    .isEqualTo(7);
            assertThat(seen).hasValue("Basic c2hvcDpzZWNyZXQ=");
        } finally {
            server.stop(0);
        }
    }

    private static Throwable answer(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try (SchemaRegistry registry = new SchemaRegistry(List.of(url(server)), null)) {
            return org.assertj.core.api.Assertions.catchThrowable(() -> registry.byId(1));
        } finally {
            server.stop(0);
        }
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
