package dev.vestnik.standalone.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vestnik.standalone.installation.Ports;
import dev.vestnik.standalone.installation.Ports.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusTest {
    private final Ports ports = Ports.free();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void asksTheSandboxForItsProvidersAndLeavesTheirPortsAlone() throws IOException {
        HttpServer sandbox = sandbox();
        try (ServerSocket smpp = new ServerSocket(ports.of(Part.SMPP), 1, InetAddress.getLoopbackAddress())) {
            new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, null).run();

            assertThat(printed.toString(StandardCharsets.UTF_8)).containsPattern("smpp +[0-9]+ +up\n");
            smpp.setSoTimeout(1);
            assertThatThrownBy(smpp::accept).isInstanceOf(SocketTimeoutException.class);
        } finally {
            sandbox.stop(0);
        }
    }

    @Test
    void providersAreDownWithoutTheSandbox() {
        new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, null).run();

        assertThat(printed.toString(StandardCharsets.UTF_8)).containsPattern("smpp +[0-9]+ +down\n");
    }

    @Test
    void namesTheFaultsAndReturnsFalse() throws IOException {
        HttpServer engine = answering(
                Part.ENGINE,
                Map.of(
                        "/actuator/health/readiness", "{\"status\": \"OUT_OF_SERVICE\"}",
                        "/api/status",
                                "{\"ready\": false, \"broken\": [{\"key\": \"template/hello\", \"problems\": [\"no text\"]}]}",
                        "/api/stuck", "{\"items\": [{\"instance\": \"i-1\", \"cause\": \"too expensive\"}]}"));
        HttpServer sms = answering(
                Part.SMS,
                Map.of(
                        "/actuator/health/readiness",
                        "{\"status\": \"UP\"}",
                        "/api/lanes",
                        "{\"lanes\": [], \"gateways\": [{\"name\": \"smsc\", \"circuit\": \"open\", \"detail\": \"refused\"}]}"));
        HttpServer ingest = answering(
                Part.INGEST,
                Map.of(
                        "/actuator/health/readiness",
                        "{\"status\": \"UP\"}",
                        "/actuator/health",
                        "{\"components\": {\"registry\": {\"details\": {\"problem\": \"its process ended with code 137\", \"restarts\": 2}}}}"));
        try {
            assertThat(new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, "key").run())
                    .isFalse();
        } finally {
            engine.stop(0);
            sms.stop(0);
            ingest.stop(0);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text.substring(0, text.indexOf("\n\n")))
                .contains("engine is not ready")
                .contains("email is down")
                .contains("registry is down: its process ended with code 137 (2 restarts so far)")
                .contains("template/hello cannot be used", "no text", "see docs/runbooks/definitions-broken.md")
                .contains("an instance is stuck", "i-1", "too expensive")
                .contains("gateway smsc of sms is not being used, its circuit is open: refused")
                .startsWith("wrong\n")
                .doesNotContain("\n  sms is", "\n  ingest is", "\n  sandbox is");
    }

    @Test
    void namesAKeyThatTheEngineRefusesAsAFault() throws IOException {
        HttpServer engine =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(Part.ENGINE)), 0);
        engine.createContext("/api", exchange -> {
            exchange.sendResponseHeaders(401, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        engine.start();
        try {
            new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, "old").run();
        } finally {
            engine.stop(0);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("the engine does not take this key")
                .doesNotContain("definitions");
    }

    @Test
    void namesAnErrorAnswerAsAFault() throws IOException {
        HttpServer engine = failing(Part.ENGINE, 503, "{\"status\": 503}");
        HttpServer registry = failing(Part.REGISTRY, 500, "{\"error_code\": 500}");
        HttpServer sms = failing(Part.SMS, 429, "{\"detail\": \"too many\"}");
        try {
            new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, "key").run();
        } finally {
            engine.stop(0);
            registry.stop(0);
            sms.stop(0);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).containsPattern("registry +[0-9]+ +down\n").doesNotContain("too many", "to send");
        assertThat(text.substring(0, text.indexOf("\n\n")))
                .containsPattern("not told: .*/api/status, which answered 503")
                .containsPattern("not told: .*/api/stuck, which answered 503")
                .containsPattern("not told: .*/api/lanes, which answered 429");
    }

    @Test
    void namesEnginesThatDoNotAnswerEachOther() throws IOException {
        HttpServer engine = answering(Part.ENGINE, Map.of("/api/stuck", "{\"items\": [], \"silent\": [\"b:8081\"]}"));
        try {
            new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, "key").run();
        } finally {
            engine.stop(0);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("not told: which instances of the engine b:8081 are stuck");
    }

    @Test
    void sendsNoKeyWhenNoneIsKnown() throws IOException {
        List<Object> sent = new CopyOnWriteArrayList<>();
        HttpServer engine = server(Part.ENGINE);
        engine.createContext("/", exchange -> {
            sent.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        engine.start();
        try {
            new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, null).run();
        } finally {
            engine.stop(0);
        }
        assertThat(sent).isEmpty();
    }

    @Test
    void tellsProgramsTheSame() throws IOException {
        HttpServer sms = answering(
                Part.SMS,
                Map.of(
                        "/actuator/health/readiness", "{\"status\": \"UP\"}",
                        "/api/lanes", "{\"gateways\": [{\"name\": \"smsc\", \"circuit\": \"open\"}]}"));
        try {
            assertThat(new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, null).json())
                    .isFalse();
        } finally {
            sms.stop(0);
        }
        JsonNode told = new JsonMapper().readTree(printed.toString(StandardCharsets.UTF_8));
        assertThat(told.path("ok").asBoolean(true)).isFalse();
        assertThat(told.path("wrong").valueStream().map(one -> one.path("part").asString()))
                .contains("engine", "sms");
        assertThat(told.path("parts").valueStream().map(one -> one.path("state").asString()))
                .contains("up", "down");
        assertThat(told.path("lanes").path("sms").path("gateways")).hasSize(1);
        assertThat(told.path("engine").isNull()).isTrue();
        assertThat(told.path("notAsked")).isEmpty();
    }

    @Test
    void asksThoseAloneThatAreElsewhere() throws IOException {
        HttpServer engine = answering(
                Part.ENGINE,
                Map.of(
                        "/actuator/health/readiness", "{\"status\": \"UP\"}",
                        "/api/status", "{\"streams\": {\"lag\": {\"shop.events\": 20000}}}",
                        "/api/stuck", "{\"items\": []}"));
        Ports remote = Ports.of(Map.of("VESTNIK_ENGINE_URL", ports.url(Part.ENGINE) + "/"));
        try {
            assertThat(new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), remote, "key").run())
                    .isFalse();
        } finally {
            engine.stop(0);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("wrong\n  the engine is 20,000 records of shop.events behind\n")
                .contains(ports.url(Part.ENGINE) + "  up\n")
                .contains("\nnot asked: ingest, sms, email, push, pages, registry, kafka; ")
                .doesNotContainPattern("(?m)^(kafka|sms) ");
    }

    @Test
    void isColouredOnATerminalAlone() {
        new Status(new PrintStream(printed, true, StandardCharsets.UTF_8), ports, null).run(Colours.ON);
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("\u001b[1;31mwrong\u001b[0m\n");

        assertThat(Colours.of(null, Map.of())).isEqualTo(Colours.OFF);
        assertThat(Colours.OFF.bad("wrong")).isEqualTo("wrong");
    }

    private HttpServer server(Part part) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(part)), 0);
    }

    private HttpServer failing(Part part, int status, String body) throws IOException {
        HttpServer server = server(part);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    private HttpServer answering(Part part, Map<String, String> pages) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(part)), 0);
        server.createContext("/", exchange -> {
            byte[] body =
                    pages.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private HttpServer sandbox() throws IOException {
        HttpServer sandbox =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(Part.SANDBOX)), 0);
        byte[] body = "{\"smpp\": %d}".formatted(ports.of(Part.SMPP)).getBytes(StandardCharsets.UTF_8);
        sandbox.createContext("/ports", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        sandbox.start();
        return sandbox;
    }
}
