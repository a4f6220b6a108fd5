package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.SandboxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A second SMS centre of the same sender, for numbers of its own: its troubles must not show in the pace of the first one. */
record Neighbour(SandboxProcess provider) implements AutoCloseable {
    /** The beginning of the numbers that go to it. */
    static final String PREFIX = "+7812";

    private static final String CENTRE = "smpp";

    /** Starts it in a process of its own, beside the first one's. */
    static Neighbour start(Path directory) throws IOException {
        return new Neighbour(SandboxProcess.start(Files.createDirectory(directory.resolve("neighbour"))));
    }

    /** The settings that connect the sender with it, after those of its first gateway. */
    List<String> arguments() {
        return List.of(
                "--vestnik.sms.gateways[1].name=neighbour",
                "--vestnik.sms.gateways[1].port=" + provider.port(CENTRE),
                "--vestnik.sms.gateways[1].system-id=vestnik",
                "--vestnik.sms.gateways[1].password=vestnik",
                "--vestnik.sms.gateways[1].window=64",
                "--vestnik.sms.routes[0].prefixes[0]=" + PREFIX,
                "--vestnik.sms.routes[0].gateways[0]=neighbour",
                "--vestnik.sms.routes[1].gateways[0]=sandbox");
    }

    /** Has no room for anybody. */
    void throttles() {
        provider.behave(CENTRE, "\"temporaryRate\": 1");
    }

    /** Takes what comes and answers nothing. */
    void isSilent() {
        provider.behave(CENTRE, "\"delay\": \"PT1H\"");
    }

    @Override
    public void close() {
        provider.close();
    }
}
