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
import org.junit.jupiter.api.Test;

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
