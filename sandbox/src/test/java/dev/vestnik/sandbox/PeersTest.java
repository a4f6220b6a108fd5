package dev.vestnik.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Serves clients that share no line of code with the sandbox: Debian's libnet-smpp-perl and swaks, where installed. */
class PeersTest {
    private static final String SUBMIT = """
            use Net::SMPP;
            my $smpp = Net::SMPP->new_transceiver('127.0.0.1', port => $ARGV[0], system_id => 'vestnik',
                password => 'vestnik') or die 'no bind';
            my $pdu = $smpp->submit_sm(source_addr_ton => 5, source_addr => 'SHOP', dest_addr_ton => 1, dest_addr_npi => 1,
                destination_addr => '79161234567', registered_delivery => 1, data_coding => 0,
                short_message => 'Order 12465') or die 'no submit';
            die 'refused ' . $pdu->{status} if $pdu->{status};
            my $receipt = $smpp->read_pdu() or die 'no receipt';
            print "$pdu->{message_id} $receipt->{short_message}";
            $smpp->deliver_sm_resp(seq => $receipt->{seq}, message_id => '');
            $smpp->unbind();
            """;

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "peer", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return text;
    }

    /** Whether a program runs, which tells its version in its first line. */
    private static boolean installed(String... version) {
        try {
            Process process =
                    new ProcessBuilder(version).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean runs = process.waitFor() == 0;
            if (runs) {
                System.out.println("peer: " + said.lines().findFirst().orElse(version[0]));
            }
            return runs;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Test
    void servesAPerlSmppClient() throws Exception {
        assumeTrue(
                installed("perl", "-MNet::SMPP", "-e", "print \"Net::SMPP $Net::SMPP::VERSION Perl $^V\""),
                "skipped: libnet-smpp-perl is not installed");
        String[] said = run(List.of(
                        "perl", "-e", SUBMIT, Integer.toString(sandbox.ports().smpp())))
                .split(" ", 2);
        assertThat(said[1]).startsWith("id:" + said[0] + " sub:001 dlvrd:001 ").contains("stat:DELIVRD");
        JsonNode item = sandbox.outbox().getLast();
        assertThat(item.path("text").asString()).isEqualTo("Order 12465");
        assertThat(item.path("to").asString()).isEqualTo("+79161234567");
    }

    /** curl signs as Amazon's clients do. */
    @Test
    void servesAClientOfAmazonSes() throws Exception {
        assumeTrue(installed("curl", "--version"), "skipped: curl is not installed");
        String mail = Base64.getEncoder()
                .encodeToString("From: Shop <shop@example.org>\r\nSubject: hello\r\n\r\nit works\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        String body =
                "{\"Destination\": {\"ToAddresses\": [\"anna@example.org\"]}, \"Content\": {\"Raw\": {\"Data\": \""
                        + mail + "\"}}}";
        assertThat(run(curl("vestnik-sandbox-key", body))).endsWith(" 200").contains("\"MessageId\":\"0102");
        assertThat(sandbox.items("/outbox?channel=ses")).singleElement().satisfies(item -> {
            assertThat(item.path("to").asString()).isEqualTo("anna@example.org");
            assertThat(item.path("from").asString()).isEqualTo("Shop <shop@example.org>");
            assertThat(item.path("subject").asString()).isEqualTo("hello");
            assertThat(item.path("text").asString()).contains("it works");
        });
        assertThat(run(curl("another key", body))).endsWith(" 403");
    }

    private static List<String> curl(String key, String body) {
        return List.of(
                "curl",
                "--silent",
                "--aws-sigv4",
                "aws:amz:eu-west-1:ses",
                "--user",
                "AKIAIOSFODNN7EXAMPLE:" + key,
                "--header",
                "Content-Type: application/json",
                "--data",
                body,
                "--write-out",
                " %{http_code}",
                sandbox.uri("/providers/ses/v2/email/outbound-emails").toString());
    }

    @Test
    void servesTheSwaksMailClient() throws Exception {
        assumeTrue(installed("swaks", "--version"), "skipped: swaks is not installed");
        run(List.of(
                "swaks",
                "--server",
                "127.0.0.1:" + sandbox.ports().smtp(),
                "--to",
                "anna@example.org",
                "--from",
                "shop@example.org",
                "--auth",
                "LOGIN",
                "--auth-user",
                "u",
                "--auth-password",
                "p",
                "--pipeline",
                "--header",
                "Subject: hello",
                "--body",
                "one\\n.\\ntwo"));
        JsonNode item = sandbox.outbox().getLast();
        assertThat(item.path("subject").asString()).isEqualTo("hello");
        assertThat(item.path("text").asString()).contains("one\r\n.\r\ntwo");
    }
}
