package dev.vestnik.sms.smpp;

import static dev.vestnik.sms.smpp.ScriptedCentre.DATA_SM;
import static dev.vestnik.sms.smpp.ScriptedCentre.DELIVER_SM;
import static dev.vestnik.sms.smpp.ScriptedCentre.RESPONSE;
import static dev.vestnik.sms.smpp.ScriptedCentre.deliverSm;
import static dev.vestnik.sms.smpp.ScriptedCentre.id;
import static dev.vestnik.sms.smpp.ScriptedCentre.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.ReportSubject;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sms.metrics.SmsMetrics;
import dev.vestnik.sms.receipts.ProviderReceipt;
import dev.vestnik.sms.receipts.ProviderReceipts;
import dev.vestnik.sms.receipts.ReplyPart;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipts as centres really send them. */
class ReceiptCarriersTest {
    private static final byte[] NONE = {};
    private static final String USUAL = "id:7 sub:001 dlvrd:001 submit date:2601241105 done date:2601241106"
            + " stat:DELIVRD err:000 text:Your order";

    private final Kept kept = new Kept();
    private ScriptedCentre centre;
    private SmppGateway gateway;

    @BeforeEach
    void start() throws IOException {
        centre = ScriptedCentre.counting();
        GatewaySettings settings = TestGateway.at(centre.port());
        gateway = new SmppGateway(
                settings,
                new DeliverSmReceiver(settings, kept, kept, InstantSource.system()),
                new SmsMetrics(new SimpleMeterRegistry()),
                InstantSource.system());
        await().until(() -> gateway.health().up());
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        centre.close();
    }

    @Test
    void understandsAReceiptThatIsNotMarkedAsOne() throws IOException {
        deliver(DELIVER_SM, deliverSm(0, 0, ascii(USUAL), NONE));
        assertThat(kept.receipts).containsExactly(new ProviderReceipt("main", "7", "DELIVRD", "000"));
        assertThat(kept.replies).isEmpty();
    }

    @Test
    void understandsAReceiptWithoutItsCounts() throws IOException {
        deliver(DELIVER_SM, deliverSm(4, 0, ascii("id:7 stat:UNDELIV err:027"), NONE));
        assertThat(kept.receipts).containsExactly(new ProviderReceipt("main", "7", "UNDELIV", "027"));
    }

    @Test
    void understandsAReceiptInThePayloadOnly() throws IOException {
        deliver(DELIVER_SM, deliverSm(4, 0, NONE, parameter(0x0424, ascii(USUAL))));
        assertThat(kept.receipts).containsExactly(new ProviderReceipt("main", "7", "DELIVRD", "000"));
    }

    @Test
    void understandsAReceiptInParametersOnly() throws IOException {
        deliver(DELIVER_SM, deliverSm(0, 0, NONE, both(parameter(0x001E, id("00AB12CD")), parameter(0x0427, (byte)
                5))));
        assertThat(kept.receipts).containsExactly(new ProviderReceipt("main", "ab12cd", "UNDELIV", ""));
    }

    @Test
    void understandsAReceiptInADataSm() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1, 1});
        body.writeBytes(id("79161234567"));
        body.writeBytes(new byte[] {3, 0});
        body.writeBytes(id("1234"));
        body.writeBytes(new byte[] {4, 0, 0});
        body.writeBytes(parameter(0x001E, id("7")));
        body.writeBytes(parameter(0x0427, (byte) 2));
        deliver(DATA_SM, body.toByteArray());
        assertThat(kept.receipts).containsExactly(new ProviderReceipt("main", "7", "DELIVRD", ""));
    }

    @ParameterizedTest
    @CsvSource({"FAILED, FAILED", "ACKED, ACCEPTD", "accepted, ACCEPTD", "DELIVERED, DELIVRD", "BUFFERED, ENROUTE"})
    void understandsCentresOwnWords(String word, String state) throws IOException {
        deliver(DELIVER_SM, deliverSm(4, 0, ascii("id:7 stat:" + word + " err:1"), NONE));
        assertThat(kept.receipts).containsExactly(new ProviderReceipt("main", "7", state, "1"));
    }

    @Test
    void setsAsideWhatItDoesNotUnderstand() throws IOException {
        deliver(DELIVER_SM, deliverSm(4, 0, ascii("id:7 stat:VANISHED err:1"), NONE));
        deliver(DELIVER_SM, deliverSm(4, 0, ascii("your message was delivered"), NONE));
        deliver(DELIVER_SM, new byte[] {1, 2, 3});
        assertThat(kept.receipts).isEmpty();
        assertThat(kept.aside).containsExactly("unknown-state", "unreadable", "malformed");
    }

    /** The centre would deliver it again for ever. */
    @Test
    void setsAsideWhatOneOfOurFaultsBreaks() throws IOException {
        kept.fault = new IllegalStateException("a fault of ours");
        deliver(DELIVER_SM, deliverSm(0, 0, ascii("hello"), NONE));
        assertThat(kept.aside).containsExactly("broken");
    }

    @Test
    void takesAPersonsWordsForNoReceipt() throws IOException {
        deliver(DELIVER_SM, deliverSm(0, 0, ascii("my id: 7, stat: unknown to me"), NONE));
        assertThat(kept.receipts).isEmpty();
        assertThat(kept.replies)
                .extracting(reply -> reply.address() + " to " + reply.recipient() + ": " + reply.text())
                .containsExactly("+79161234567 to 1234: my id: 7, stat: unknown to me");
    }

    @Test
    void keepsThePartsOfALongReplyUntilTheyAreTogether() throws IOException {
        deliver(DELIVER_SM, deliverSm(0x40, 0, both(new byte[] {5, 0, 3, 9, 3, 1}, ascii("one")), NONE));
        deliver(DELIVER_SM, deliverSm(0x40, 0, both(new byte[] {6, 8, 4, 1, 2, 3, 2}, ascii("two")), NONE));
        deliver(
                DELIVER_SM,
                deliverSm(
                        0,
                        0,
                        ascii("three"),
                        both(
                                parameter(0x020C, (byte) 1, (byte) 2),
                                both(parameter(0x020E, (byte) 3), parameter(0x020F, (byte) 3)))));
        assertThat(kept.parts).containsExactly("9: 1 of 3 one", "258: 2 of 3 two", "258: 3 of 3 three");
        assertThat(kept.replies).isEmpty();
    }

    @Test
    void takesWordsWithABrokenHeaderForAReplyOfTheirOwn() throws IOException {
        deliver(DELIVER_SM, deliverSm(0x40, 0, both(new byte[] {5, 0, 9, 9, 3, 1}, ascii("one")), NONE));
        deliver(DELIVER_SM, deliverSm(0x40, 0, both(new byte[] {5, 0, 3, 9, 3, 4}, ascii("two")), NONE));
        deliver(DELIVER_SM, deliverSm(0x40, 0, new byte[] {127}, NONE));
        assertThat(kept.replies).extracting(InboundReply::text).containsExactly("one", "two", "");
    }

    private void deliver(int command, byte[] body) throws IOException {
        int before = centre.received(command | RESPONSE).size();
        centre.deliver(command, body);
        await().until(() -> centre.received(command | RESPONSE).size() > before);
        assertThat(centre.received(command | RESPONSE).getLast().status()).isZero();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] both(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    private static final class Kept implements ProviderReceipts, Reports {
        final List<ProviderReceipt> receipts = new CopyOnWriteArrayList<>();
        final List<InboundReply> replies = new CopyOnWriteArrayList<>();
        final List<String> parts = new CopyOnWriteArrayList<>();
        volatile @Nullable RuntimeException fault;
        final List<String> aside = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<Void> write(ProviderReceipt receipt) {
            receipts.add(receipt);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> write(ReplyPart part) {
            parts.add(part.reference() + ": " + part.number() + " of " + part.total() + " "
                    + new String(part.octets(), StandardCharsets.US_ASCII));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> setAside(String gateway, byte[] pdu, String reason) {
            aside.add(reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> write(InboundReply reply) {
            if (fault != null) {
                throw fault;
            }
            replies.add(reply);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> write(ReportSubject subject, DeliveryReport report, String gateway) {
            throw new IllegalStateException("the centre reports nothing");
        }

        @Override
        public CompletableFuture<Void> setAside(String gateway, String token, DeliveryReport report) {
            throw new IllegalStateException("the centre has no tokens");
        }
    }
}
