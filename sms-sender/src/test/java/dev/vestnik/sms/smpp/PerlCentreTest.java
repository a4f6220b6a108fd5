package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends to a centre that shares no line of code with us: Debian's libnet-smpp-perl, where installed. */
class PerlCentreTest {
    /** Says each submit's fields in a line, takes it as p1, p2, ..., and reports it as delivered. */
    private static final String CENTRE = """
        use Net::SMPP;
        $| = 1;
        my $listen = Net::SMPP->new_listen('127.0.0.1', port => 0, smpp_version => 0x34, async => 1) or die 'no port';
        print $listen->sockport, "\\n";
        my $centre = $listen->accept or die 'no client';
        my $taken = 0;
        while (my $pdu = $centre->read_pdu) {
            my %same = (seq => $pdu->{seq});
            if ($pdu->{cmd} == 0x09) {
                die 'password' unless $pdu->{password} eq 'secret';
                $centre->bind_transceiver_resp(%same, system_id => 'perl');
            } elsif ($pdu->{cmd} == 0x15) {
                $centre->enquire_link_resp(%same);
            } elsif ($pdu->{cmd} == 0x06) {
                $centre->unbind_resp(%same);
                last;
            } elsif ($pdu->{cmd} == 0x04) {
                my $id = 'p' . ++$taken;
                print join(' ', $pdu->{source_addr}, $pdu->{destination_addr}, $pdu->{esm_class}, $pdu->{data_coding},
                    unpack('H*', $pdu->{short_message})), "\\n";
                $centre->submit_sm_resp(%same, message_id => $id);
                $centre->deliver_sm(source_addr_ton => 1, source_addr_npi => 1, source_addr => $pdu->{destination_addr},
                    destination_addr => $pdu->{source_addr}, esm_class => 4,
                    short_message => "id:$id sub:001 dlvrd:001 stat:DELIVRD err:000 text:");
            }
        }
        """;

    @Test
    @Timeout(60)
    void sendsToAPerlCentre() throws Exception {
        assumeTrue(installed(), "skipped: libnet-smpp-perl is not installed");
        List<String> receipts = new CopyOnWriteArrayList<>();
        Process centre = new ProcessBuilder("perl", "-e", CENTRE)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = centre.inputReader(StandardCharsets.US_ASCII)) {
            int port = Integer.parseInt(said.readLine());
            try (SmppGateway gateway = gateway(port, receipts)) {
                await().until(() -> gateway.health().up());
                assertThat(sent(gateway, "Order {7}")).containsExactly("p1");
                assertThat(said.readLine()).isEqualTo("VESTNIK 79161234567 0 0 4f72646572201b28371b29");
                assertThat(sent(gateway, "Ж".repeat(68) + "🚚🚚")).containsExactly("p2", "p3");
                assertThat(said.readLine())
                        .startsWith("VESTNIK 79161234567 64 8 050003")
                        .contains("0201" + "0416");
                assertThat(said.readLine())
                        .startsWith("VESTNIK 79161234567 64 8 050003")
                        .endsWith("d83dde9ad83dde9a");
                await().until(() -> receipts.size() == 3);
                assertThat(receipts).containsExactlyInAnyOrder("p1 DELIVRD", "p2 DELIVRD", "p3 DELIVRD");
            }
            assertThat(centre.waitFor()).isZero();
        } finally {
            centre.destroyForcibly();
        }
    }

    private static SmppGateway gateway(int port, List<String> receipts) {
        InboundSink incoming = pdu -> {
            ReceiptFields fields = read(pdu);
            receipts.add(fields.id() + " " + fields.state());
            return CompletableFuture.completedFuture(null);
        };
        return new SmppGateway(
                TestGateway.at(port, "password", "secret"),
                new Deliveries("main", incoming, new SmsMetrics(new SimpleMeterRegistry())),
                InstantSource.system());
    }

    private static ReceiptFields read(byte[] pdu) {
        try {
            return ReceiptFields.of(DeliveredMessage.of(pdu)).orElseThrow();
        } catch (DeliveredMessage.MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> sent(SmppGateway gateway, String text) {
        Outcome outcome = gateway.send(SlowAnswersTest.text(text), () -> true);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).providerIds();
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder(
                                    "perl",
                                    "-MNet::SMPP",
                                    "-e",
                                    "print \"peer: Net::SMPP $Net::SMPP::VERSION Perl $^V\\n\"")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
