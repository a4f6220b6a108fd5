package dev.vestnik.email;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Postfix's test server, in a process of its own. */
final class SmtpSink implements AutoCloseable {
    private final int port = Program.freePort();
    private final Process process;

    /** @param options as of {@code man smtp-sink}: what it refuses, delays, cuts */
    SmtpSink(Path program, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (Program.isRoot()) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(options);
        command.addAll(List.of("127.0.0.1:" + port, "100"));
        process = new ProcessBuilder(command).inheritIO().start();
        Program.awaitListening(port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
