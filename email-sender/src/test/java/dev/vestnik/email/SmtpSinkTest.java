package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends to a server that shares no line of code with us, Postfix's {@code smtp-sink}, where installed. */
class SmtpSinkTest {
    private static final Duration COMMAND = Duration.ofSeconds(1);
    private static final Duration DOT = Duration.ofMinutes(1);
    private static final Outcome BUSY = Outcome.busy("smtp-450-4.3.0");

    private static Path program;

    @BeforeAll
    static void find() throws Exception {
        Optional<Path> found = Program.find("smtp-sink");
        assumeTrue(found.isPresent(), "skipped: no smtp-sink of Postfix here");
        program = found.get();
    }

    @Test
    void takesTheLettersOfOneConnection(@TempDir Path directory) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (SmtpSink sink = new SmtpSink(program, List.of("-d", directory + "/"));
                Relay relay = new Relay(sink.port(), COMMAND, DOT)) {
            assertThat(relay.send(mail("one\n.\n..two\n"))).isInstanceOf(Outcome.Accepted.class);
            assertThat(relay.send(mail("three"))).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(dumped(directory))
                .hasSize(2)
                .anyMatch(mail -> mail.contains("\none\n.\n..two\n"))
                .allMatch(mail -> mail.contains("X-Mail-Args: <shop@example.org>"))
                .allMatch(mail -> mail.contains("X-Rcpt-Args: <anna@example.com>"));
    }

    private static List<String> dumped(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(SmtpSinkTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void waitsForAServerOutOfOrder(String command) throws Exception {
        assertThat(sent("-r", command)).isEqualTo(BUSY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT", "DATA", "."})
    void tellsAFullMailboxFromAnUnknownOne(String command) throws Exception {
        assertThat(sent("-r", command, "-b", "452 4.2.2 full")).isInstanceOfSatisfying(Outcome.Rejected.class, no -> {
            assertThat(no.kind()).isEqualTo(FailureKind.temporary);
            assertThat(no.code()).isEqualTo("smtp-452-4.2.2");
        });
        assertThat(sent("-f", command, "-B", "550 5.1.1 unknown")).isEqualTo(Outcome.deadAddress("smtp-550-5.1.1"));
    }

    /** The wire breaks without an answer. */
    @ParameterizedTest
    @CsvSource({"CONNECT, NotSent", "EHLO, NotSent", "MAIL, NotSent", "RCPT, NotSent", "DATA, NotSent", "., Unknown"})
    void knowsWhatACutWireMayHaveTaken(String command, String outcome) throws Exception {
        assertThat(name(() -> sent("-q", command))).isEqualTo(outcome);
    }

    /** The server says 421 and hangs up. */
    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void waitsForAServerThatHangsUp(String command) throws Exception {
        assertThat(name(() -> sent("-Q", command))).isEqualTo("Busy");
    }

    /** Without PIPELINING ({@code -p}): the sink gives answers that it delays in another order than it got the commands. */
    @Test
    void waitsLongAfterTheDotAndNotBefore() throws Exception {
        assertThat(sent("-W", ".:3")).isInstanceOf(Outcome.Accepted.class);
        assertThat(sent("-p", "-W", "RCPT:3")).isEqualTo(new Outcome.NotSent("broken-wire"));
    }

    private interface SendCall {
        Outcome send() throws Exception;
    }

    private static String name(SendCall sending) throws Exception {
        try {
            return sending.send().getClass().getSimpleName();
        } catch (dev.vestnik.sender.NotSentException e) {
            return "NotSent";
        }
    }

    private static Outcome sent(String... options) throws Exception {
        try (SmtpSink sink = new SmtpSink(program, List.of(options));
                Relay relay = new Relay(sink.port(), COMMAND, DOT)) {
            return relay.send(mail("Order 1"));
        }
    }

    private static Content.Email mail(String text) {
        return new Content.Email(Mails.mail().to(), null, "s", new Content.Body("<p>h</p>", text), null);
    }
}
