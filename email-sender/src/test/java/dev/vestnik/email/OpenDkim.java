package dev.vestnik.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** OpenDKIM as a filter that writes its verdict into each mail. */
final class OpenDkim implements AutoCloseable {
    private static final String SETTINGS = """
            Mode v
            Socket inet:%d@127.0.0.1
            Background no
            Syslog no
            AuthservID mx.example.com
            AlwaysAddARHeader yes
            InternalHosts %s/nobody
            TestPublicKeys %s/keys
            """;

    private final int port = Program.freePort();
    private final Process process;

    OpenDkim(Path directory, DkimPair keys) throws IOException {
        Files.writeString(directory.resolve("nobody"), "192.0.2.1\n");
        Files.writeString(
                directory.resolve("keys"),
                keys.records().entrySet().stream()
                        .map(record -> record.getKey() + " " + record.getValue() + "\n")
                        .collect(Collectors.joining()));
        Path settings =
                Files.writeString(directory.resolve("opendkim.conf"), SETTINGS.formatted(port, directory, directory));
        process = new ProcessBuilder(Program.find("opendkim").orElseThrow().toString(), "-f", "-x", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("opendkim.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Program.awaitListening(port);
    }

    static boolean isHere() throws IOException, InterruptedException {
        if (Program.find("opendkim").isEmpty()) {
            return false;
        }
        String program = Program.find("opendkim").orElseThrow().toString();
        System.out.println("peer: "
                + Program.run(List.of(program, "-V")).lines().findFirst().orElseThrow());
        return true;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
