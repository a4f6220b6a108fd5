package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {

    @TempDir
    static Path directory;

    private static EmbeddedRegistry registry;
    private static ConfluentClient client;

    @BeforeAll
    static void start() {
        registry = EmbeddedRegistry.forTest(directory);
        client = new ConfluentClient(registry.url());
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void givesOneSchemaOneIdWhateverTheSubjectAndHoweverOften() throws Exception {
        var id = client.register("once-value", record("Once", "a"));
        assertThat(client.register("once-value", record("Once", "a"))).isEqualTo(id);
        assertThat(client.register("twice-value", record("Once", "a"))).isEqualTo(id);
        assertThat(client.register("other-value", record("Other", "a"))).isNotEqualTo(id);
    }

    @Test
    void answersASchemaById() throws Exception {
        var id = client.register("by-id-value", record("ById", "a"));
        assertThat(client.get("/schemas/ids/" + id).body()).contains("\\\"name\\\":\\\"ById\\\"");
    }

    @Test
    void saysThatAnIdIsUnknown() throws Exception {
        var answer = client.get("/schemas/ids/999999");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("40403");
    }

    @Test
    void answersTheLatestVersion() throws Exception {
        client.register("latest-value", record("Latest", "a"));
        var id = client.register("latest-value", record("Latest", "a", "b"));
        assertThat(client.get("/subjects/latest-value/versions/latest").body())
                .contains("\"version\":2", "\"id\":" + id);
    }

    @Test
    void findsTheIdOfARegisteredSchemaOnly() throws Exception {
        var id = client.register("lookup-value", record("Lookup", "a"));
        assertThat(client.post("/subjects/lookup-value", record("Lookup", "a")).body())
                .contains("\"id\":" + id);
        assertThat(client.post("/subjects/lookup-value", record("Lookup", "x")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsCompatibleFromIncompatible() throws Exception {
        client.register("strict-value", record("Strict", "a"));
        client.put("/config/strict-value", "{\"compatibility\":\"BACKWARD\"}");
        var check = "/compatibility/subjects/strict-value/versions/latest";
        assertThat(client.post(check, record("Strict", "a", "b")).body()).contains("\"is_compatible\":true");
        var withoutDefault = record("Strict", "b").replace(",\"default\":\"\"", "");
        assertThat(client.post(check, withoutDefault).body()).contains("\"is_compatible\":false");
        assertThat(client.post("/subjects/strict-value/versions", withoutDefault)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void refusesWhatIsNotASchema() throws Exception {
        var answer = client.post("/subjects/broken-value/versions", "{nonsense");
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        var others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        assumeThat(others).as("addresses to be reached at").isNotEmpty();
        assertThat(others)
                .allSatisfy(address -> assertThatThrownBy(() -> connect(
                                new InetSocketAddress(address, registry.url().getPort())))
                        .isInstanceOf(IOException.class));
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        assertThatThrownBy(() -> EmbeddedRegistry.forTest(directory)).hasMessageContaining("in use");
    }

    @Test
    void refusesATakenPort(@TempDir Path another) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = RegistrySettings.in(another).withPort(other.getLocalPort());
            assertThatThrownBy(new EmbeddedRegistry(taken)::start)
                    .hasMessageContaining("port " + other.getLocalPort() + " is taken");
        }
    }

    @Test
    void ignoresCtrlC() throws Exception {
        for (var signal : List.of("-INT", "-HUP")) {
            var kill = new ProcessBuilder("kill", signal, String.valueOf(child().pid())).start();
            assertThat(kill.waitFor()).isZero();
        }
        assertThat(client.register("still-here-value", record("StillHere", "a")))
                .isNotEmpty();
        assertThat(child().isAlive()).isTrue();
    }

    @Test
    void forgetsNoIdThatItGaveWhenKilled() throws Exception {
        var id = client.register("killed-value", record("Killed", "a"));
        var child = child();
        child.destroyForcibly();
        child.onExit().get(30, TimeUnit.SECONDS);

        registry.close();
        registry.start();

        assertThat(client.get("/schemas/ids/" + id).body()).contains("Killed");
    }

    private static void connect(InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address, 5_000);
        }
    }

    private static ProcessHandle child() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElseThrow();
    }

    private static String record(String name, String... fields) {
        var list = new StringBuilder();
        for (var field : fields) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"type\":\"string\",\"default\":\"\"}".formatted(field));
        }
        return "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[%s]}".formatted(name, list);
    }
}
