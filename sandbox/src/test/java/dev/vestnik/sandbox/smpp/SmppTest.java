package dev.vestnik.sandbox.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SmppTest {
    private static final String TO = "79161234567";
    private static final int UDHI = 0x40;

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

    @BeforeEach
    void goodAgain() {
        sandbox.behave("{\"channel\": \"sms\", \"receiptDelay\": 1}");
        sandbox.send(
                java.net.http.HttpRequest.newBuilder(sandbox.uri("/outbox")).DELETE());
    }

    private static SmppClient transceiver() throws IOException {
        return new SmppClient(sandbox.ports().smpp(), BindType.BIND_TRX);
    }

    private static List<String> texts() {
        return sandbox.outbox().stream()
                .map(item -> item.path("text").asString())
                .toList();
    }

    private static String text(DeliverSm deliver) {
        return new String(deliver.getShortMessage(), US_ASCII);
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> new SmppClient(sandbox.ports().smpp(), BindType.BIND_TX, "vestnik", "guess"))
                .hasRootCauseInstanceOf(NegativeResponseException.class);
    }

    @Test
    void showsTextsInTheirAlphabets() throws Exception {
        try (SmppClient client = transceiver()) {
            client.submit(TO, 0, new byte[] {0x1b, 0x65, 0x00, 0x40, 'a', 0x02});
            client.submit(TO, 3, "Größe é".getBytes(ISO_8859_1));
            client.submit(TO, 8, "Заказ 12465 в пути 🚚".getBytes(UTF_16BE));
        }
        assertThat(texts()).containsExactly("€@¡a$", "Größe é", "Заказ 12465 в пути 🚚");
        assertThat(sandbox.outbox().getFirst().path("to").asString()).isEqualTo("+" + TO);
        assertThat(sandbox.outbox().getFirst().path("from").asString()).isEqualTo("SHOP");
    }

    @Test
    void putsAPartedUcs2TextTogetherEvenWhereASymbolIsCutInTwo() throws Exception {
        byte[] all = "Курьер Степан 🚚 приедет сегодня".getBytes(UTF_16BE);
        int cut = "Курьер Степан ".length() * 2 + 2;
        try (SmppClient client = transceiver()) {
            client.submit(TO, UDHI, 8, null, part(7, 2, 2, Arrays.copyOfRange(all, cut, all.length)));
            assertThat(texts()).isEmpty();
            client.submit(TO, UDHI, 8, null, part(7, 2, 1, Arrays.copyOfRange(all, 0, cut)));
        }
        assertThat(texts()).containsExactly("Курьер Степан 🚚 приедет сегодня");
    }

    private static byte[] part(int reference, int total, int number, byte[] octets) {
        byte[] message = new byte[octets.length + 6];
        byte[] header = {5, 0, 3, (byte) reference, (byte) total, (byte) number};
        System.arraycopy(header, 0, message, 0, 6);
        System.arraycopy(octets, 0, message, 6, octets.length);
        return message;
    }

    @Test
    void putsSegmentsTogetherAndTakesTheTextFromThePayloadParameter() throws Exception {
        try (SmppClient client = transceiver()) {
            for (int number = 1; number <= 3; number++) {
                client.submit(
                        TO,
                        0,
                        ("part " + number + " ").getBytes(US_ASCII),
                        new OptionalParameter.Sar_msg_ref_num((short) 300),
                        new OptionalParameter.Sar_total_segments((byte) 3),
                        new OptionalParameter.Sar_segment_seqnum((byte) number));
            }
            client.submit(
                    TO,
                    0,
                    new byte[0],
                    new OptionalParameter.Message_payload("x".repeat(400).getBytes(US_ASCII)));
        }
        assertThat(texts()).containsExactly("part 1 part 2 part 3 ", "x".repeat(400));
    }

    @Test
    void keepsVestniksTags() throws Exception {
        try (SmppClient client = transceiver()) {
            client.submit(
                    TO,
                    0,
                    "hi".getBytes(US_ASCII),
                    new OptionalParameter.OctetString((short) 0x1400, "7f0c0000-0000-8000-8000-000000000001"),
                    new OptionalParameter.OctetString((short) 0x1401, "order-shipped"),
                    new OptionalParameter.OctetString((short) 0x1402, "2"));
        }
        JsonNode item = sandbox.outbox().getFirst();
        assertThat(item.path("messageId").asString()).isEqualTo("7f0c0000-0000-8000-8000-000000000001");
        assertThat(item.path("template").asString()).isEqualTo("order-shipped");
        assertThat(item.path("attempt").asInt()).isEqualTo(2);
        assertThat(sandbox.get("/outbox/count?by=channel,template").toString())
                .isEqualTo(
                        "{\"total\":1,\"counts\":[{\"channel\":\"sms\",\"template\":\"order-shipped\",\"count\":1}]}");
    }

    @Test
    void sendsAReceiptInTheUsualFormWithTheParametersThatSayTheSame() throws Exception {
        try (SmppClient client = transceiver()) {
            String id = client.submit(TO, 0, "Order 12465 is on its way".getBytes(US_ASCII));
            await().until(() -> !client.receiptsOf(id).isEmpty());
            DeliverSm receipt = client.receiptsOf(id).getFirst();
            assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
            assertThat(text(receipt))
                    .matches("id:" + id + " sub:001 dlvrd:001 submit date:\\d{10} done date:\\d{10}"
                            + " stat:DELIVRD err:000 text:Order 12465 is on it");
            assertThat(((OptionalParameter.COctetString) receipt.getOptionalParameter((short) 0x1e)).getValueAsString())
                    .isEqualTo(id);
            assertThat(((OptionalParameter.Byte) receipt.getOptionalParameter((short) 0x427)).getValue())
                    .isEqualTo((byte) 2);
            assertThat(receipt.getShortMessageAsDeliveryReceipt().getFinalStatus())
                    .isEqualTo(DeliveryReceiptState.DELIVRD);
            assertThat(receipt.getSourceAddr()).isEqualTo(TO);
            assertThat(receipt.getDestAddress()).isEqualTo("SHOP");
        }
    }

    @Test
    void sendsAReceiptAgainUntilItIsAcknowledged() throws Exception {
        try (SmppClient client = transceiver()) {
            client.acknowledging(ignored -> client.delivered.size() > 5);
            String id = client.submit(TO, 0, "hi".getBytes(US_ASCII));
            await().until(() -> client.receiptsOf(id).size() > 2);
            long settled = Long.parseLong(id, 16) % 1_000_000;
            await().until(() -> sandbox.ledger("settled").stream()
                    .anyMatch(entry -> entry.path("seq").asLong() == settled));
        }
    }

    @Test
    void keepsReceiptsForTheNextBoundReceiver() throws Exception {
        String id;
        try (SmppClient transmitter = new SmppClient(sandbox.ports().smpp(), BindType.BIND_TX)) {
            id = transmitter.submit(TO, 0, "hi".getBytes(US_ASCII));
        }
        try (SmppClient receiver = new SmppClient(sandbox.ports().smpp(), BindType.BIND_RX)) {
            await().until(() -> !receiver.receiptsOf(id).isEmpty());
        }
    }

    @Test
    void expiresATextThatIsSlowerThanItsValidityPeriod() throws Exception {
        sandbox.behave("{\"channel\": \"sms\", \"receiptDelay\": \"PT1H\"}");
        try (SmppClient client = transceiver()) {
            String id = client.submit(TO, 0, 0, "000000000000000R", "late".getBytes(US_ASCII));
            await().until(() -> !client.receiptsOf(id).isEmpty());
            assertThat(text(client.receiptsOf(id).getFirst())).contains(" dlvrd:000 ", " stat:EXPIRED err:001 ");
        }
    }

    @Test
    void answersQueries() throws Exception {
        sandbox.behave("{\"channel\": \"sms\", \"receiptDelay\": \"PT1H\"}");
        try (SmppClient client = transceiver()) {
            String id = client.submit(TO, 0, "hi".getBytes(US_ASCII));
            assertThat(state(client, id)).isEqualTo(MessageState.ENROUTE);
            sandbox.behave("{\"channel\": \"sms\", \"receiptDelay\": 0}");
            String other = client.submit(TO, 0, "hi".getBytes(US_ASCII));
            assertThat(state(client, other)).isEqualTo(MessageState.DELIVERED);
            assertThatThrownBy(() -> state(client, "0")).isInstanceOf(NegativeResponseException.class);
        }
    }

    private static MessageState state(SmppClient client, String id) throws Exception {
        return client.session()
                .queryShortMessage(id, TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, "SHOP")
                .getMessageState();
    }

    @Test
    void deliversACustomersReply() throws Exception {
        assertThat(sandbox.post("/smpp/inbound", "{\"from\": \"+79161234567\", \"to\": \"SHOP\", \"text\": \"СТОП\"}")
                        .statusCode())
                .isEqualTo(202);
        try (SmppClient client = transceiver()) {
            await().until(() -> client.delivered.stream().anyMatch(pdu -> !pdu.isSmscDeliveryReceipt()));
            DeliverSm answer = client.delivered.stream()
                    .filter(pdu -> !pdu.isSmscDeliveryReceipt())
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(answer.getShortMessage(), UTF_16BE)).isEqualTo("СТОП");
            assertThat(answer.getSourceAddr()).isEqualTo("79161234567");
        }
        assertThat(sandbox.post("/smpp/inbound", "{\"to\": 7}").body()).contains("\"from\"", "\"to\"", "\"text\"");
    }

    @Test
    void refusesWithTheConfiguredCode() throws Exception {
        sandbox.behave("{\"channel\": \"sms\", \"rejectRate\": 1, \"rejectCode\": \"0x14\"}");
        try (SmppClient client = transceiver()) {
            assertThatThrownBy(() -> client.submit(TO, 0, "no".getBytes(US_ASCII)))
                    .isInstanceOfSatisfying(
                            NegativeResponseException.class,
                            e -> assertThat(e.getCommandStatus()).isEqualTo(0x14));
            sandbox.behave("{\"channel\": \"sms\", \"temporaryRate\": 1}");
            assertThatThrownBy(() -> client.submit(TO, 0, "later".getBytes(US_ASCII)))
                    .isInstanceOfSatisfying(
                            NegativeResponseException.class,
                            e -> assertThat(e.getCommandStatus()).isEqualTo(0x58));
        }
        assertThat(texts()).isEmpty();
        assertThat(sandbox.ledger("rejected"))
                .extracting(entry -> entry.path("code").asString())
                .contains("0x14", "0x58");
    }

    @Test
    void refusesAFullNumberAndTakesOthers() throws Exception {
        sandbox.behave("{\"channel\": \"sms\", \"fullNumbers\": [\"+79161234568\"]}");
        try (SmppClient client = transceiver()) {
            assertThatThrownBy(() -> client.submit("79161234568", 0, "no".getBytes(US_ASCII)))
                    .isInstanceOfSatisfying(
                            NegativeResponseException.class,
                            e -> assertThat(e.getCommandStatus()).isEqualTo(0x14));
            client.submit(TO, 0, "yes".getBytes(US_ASCII));
        }
        assertThat(texts()).containsExactly("yes");
    }

    @Test
    void writesReceiptsInOtherForms() throws Exception {
        try (SmppClient client = transceiver()) {
            assertThat(receipt(client, "unmarked").getEsmClass()).isZero();
            assertThat(text(receipt(client, "bare"))).matches("id:\\w+ stat:DELIVRD");
            DeliverSm payload = receipt(client, "payload");
            assertThat(payload.getShortMessage()).isEmpty();
            assertThat(payload.getOptionalParameter((short) 0x424)).isNotNull();
            DeliverSm parameters = receipt(client, "parameters");
            assertThat(parameters.getShortMessage()).isEmpty();
            assertThat(parameters.getOptionalParameter((short) 0x1e)).isNotNull();
        }
        assertThat(sandbox.post("/behaviour", "{\"channel\": \"sms\", \"receiptForm\": \"odd\"}")
                        .body())
                .contains("receiptForm");
    }

    /** Each form has a number of its own: a receipt that is late acknowledged is delivered again, in the form of before. */
    private static DeliverSm receipt(SmppClient client, String form) throws Exception {
        String number = "7916123460"
                + List.of("unmarked", "bare", "payload", "parameters").indexOf(form);
        sandbox.behave("{\"channel\": \"sms\", \"receiptDelay\": 1, \"receiptForm\": \"" + form + "\"}");
        client.submit(number, 0, "hi".getBytes(US_ASCII));
        return client.awaitFrom(number);
    }

    @Test
    void splitsALongReplyAsPhonesDo() throws Exception {
        sandbox.behave("{\"channel\": \"sms\", \"splitReplies\": true}");
        try (SmppClient client = transceiver()) {
            sandbox.post(
                    "/smpp/inbound",
                    "{\"from\": \"+79161234567\", \"to\": \"SHOP\", \"text\": \"" + "Да ".repeat(50) + "\"}");
            await().until(() ->
                    client.delivered.stream().filter(DeliverSm::isUdhi).count() == 3);
            assertThat(client.delivered)
                    .filteredOn(DeliverSm::isUdhi)
                    .extracting(pdu -> pdu.getShortMessage()[4] + " " + pdu.getShortMessage()[5])
                    .containsExactly("3 1", "3 2", "3 3");
        }
    }

    @Test
    void losesAnswersButNotMessages() throws Exception {
        sandbox.behave("{\"channel\": \"sms\", \"loseAnswers\": 1}");
        try (SmppClient client = transceiver()) {
            client.session().setTransactionTimer(500);
            assertThatThrownBy(() -> client.submit(TO, 0, "taken".getBytes(US_ASCII)))
                    .isInstanceOf(Exception.class);
        }
        assertThat(texts()).containsExactly("taken");
    }

    @Test
    void resetsConnections() throws Exception {
        try (SmppClient client = transceiver()) {
            sandbox.behave("{\"channel\": \"sms\", \"failConnections\": true}");
            await().until(() -> !client.session().getSessionState().isBound());
            assertThatThrownBy(SmppTest::transceiver).isInstanceOf(IOException.class);
        }
        sandbox.behave("{\"channel\": \"sms\"}");
        transceiver().close();
    }

    @Test
    void dropsDoublesAndFailsReceipts() throws Exception {
        try (SmppClient client = transceiver()) {
            sandbox.behave("{\"channel\": \"sms\", \"dropReceipts\": 1}");
            String dropped = client.submit(TO, 0, "dropped".getBytes(US_ASCII));
            sandbox.behave("{\"channel\":\"sms\",\"duplicateReceipts\":1,\"failedReceiptRate\":1,\"receiptDelay\":0}");
            String id = client.submit(TO, 0, "doubled".getBytes(US_ASCII));
            await().until(() -> client.receiptsOf(id).size() == 2);
            assertThat(client.receiptsOf(id))
                    .allSatisfy(pdu -> assertThat(text(pdu)).contains("stat:UNDELIV err:002"));
            assertThat(client.receiptsOf(dropped)).isEmpty();
        }
        assertThat(sandbox.outbox())
                .extracting(item -> item.path("status").asString())
                .containsExactly("DELIVRD", "UNDELIV");
    }

    @Test
    void sendsReceiptsBeforeAnswersWhenAsked() throws Exception {
        sandbox.behave("{\"channel\": \"sms\", \"receiptsBeforeAnswer\": true}");
        try (SmppClient client = transceiver()) {
            String id = client.submit(TO, 0, "hi".getBytes(US_ASCII));
            assertThat(client.receiptsOf(id)).hasSize(1);
        }
    }
}
