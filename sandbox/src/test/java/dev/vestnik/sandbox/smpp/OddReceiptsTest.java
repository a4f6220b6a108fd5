package dev.vestnik.sandbox.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipts and refusals as only some centres write them. */
class OddReceiptsTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;

    /** A number for each test: receipts of the test before may come to this one's session. */
    private final String to = "791612345%02d".formatted(NUMBERS.getAndIncrement());

    private SmppClient client;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void bind() throws Exception {
        behave("\"dropReceipts\": false");
        client = new SmppClient(sandbox.ports().smpp(), BindType.BIND_TRX);
    }

    @AfterEach
    void unbind() {
        client.close();
    }

    private static void behave(String behaviour) {
        sandbox.behave("{\"channel\": \"smpp\", \"receiptDelay\": 1, " + behaviour + "}");
    }

    private String receipt() {
        return new String(client.awaitFrom(to).getShortMessage(), US_ASCII);
    }

    private String submit() throws Exception {
        return client.submit(to, 0, "hi".getBytes(US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"REJECTD", "FAILED", "ACKED", "UNDELIV", "EXPIRED"})
    void saysAnyStateThatItIsTold(String state) throws Exception {
        behave("\"failedReceiptRate\": 1, \"failedReceiptCode\": \"" + state + "\"");
        submit();
        assertThat(receipt()).contains(" stat:" + state + " ");
        boolean listed = state.equals("UNDELIV") || state.equals("EXPIRED");
        DeliverSm receipt = client.awaitFrom(to);
        assertThat(receipt.getOptionalParameter(OptionalParameter.Message_state.class) != null)
                .isEqualTo(listed);
    }

    @Test
    void writesTheSameIdInAnotherWay() throws Exception {
        behave("\"receiptIds\": \"decimal\"");
        String id = submit();
        assertThat(receipt()).startsWith("id:" + Long.parseLong(id, 16) + " ");
        client.delivered.clear();
        behave("\"receiptIds\": \"padded\"");
        id = submit();
        assertThat(receipt()).startsWith("id:000" + id + " ");
        client.delivered.clear();
        behave("\"receiptIds\": \"capitals\"");
        id = submit();
        assertThat(receipt()).startsWith("id:" + id.toUpperCase(Locale.ROOT) + " ");
    }

    @Test
    void reportsALongTextOnce() throws Exception {
        behave("\"receiptPerText\": true");
        String first = part(1);
        String last = part(2);
        assertThat(receipt()).startsWith("id:" + last + " ");
        assertThat(client.receiptsOf(first)).isEmpty();
        assertThat(sandbox.outbox().getLast().path("text").asString()).isEqualTo("part 1part 2");
    }

    private String part(int number) throws Exception {
        return client.submit(
                to,
                0,
                ("part " + number).getBytes(US_ASCII),
                new OptionalParameter.Sar_msg_ref_num((short) 7),
                new OptionalParameter.Sar_total_segments((byte) 2),
                new OptionalParameter.Sar_segment_seqnum((byte) number));
    }

    @Test
    void givesIdsAgain() throws Exception {
        behave("\"distinctIds\": 1");
        String id = submit();
        assertThat(submit()).isEqualTo(id);
        await().until(() -> client.receiptsOf(id).size() == 2);
    }

    @Test
    void refusesSingleNumbers() throws Exception {
        behave("\"recipients\": {\"+" + to + "\": \"0x08\"}");
        assertThatThrownBy(this::submit)
                .isInstanceOfSatisfying(
                        NegativeResponseException.class,
                        refused -> assertThat(refused.getCommandStatus()).isEqualTo(0x08));
        client.submit("79169999999", 0, "hi".getBytes(US_ASCII));
    }

    @Test
    void answersLateWhatItReportedLongBefore() throws Exception {
        behave("\"answerDelay\": \"PT1H\"");
        client.session().setTransactionTimer(100);
        assertThatThrownBy(this::submit).isInstanceOf(ResponseTimeoutException.class);
        assertThat(receipt()).contains(" stat:DELIVRD ");
    }

    @Test
    void staysSilentWithoutTakingAnything() throws Exception {
        behave("\"silentRate\": 1");
        long before = sandbox.outbox().size();
        client.session().setTransactionTimer(100);
        assertThatThrownBy(this::submit).isInstanceOf(ResponseTimeoutException.class);
        assertThat(sandbox.outbox()).hasSize((int) before);
    }

    @Test
    void namesWhatNoCentreDoes() {
        String answer = sandbox.post(
                        "/behaviour",
                        "{\"channel\": \"smpp\", \"receiptIds\": \"roman\", \"distinctIds\": -1, \"failedReceiptCode\": \"so so\"}")
                .body();
        assertThat(List.of("receiptIds", "distinctIds", "failedReceiptCode")).allMatch(answer::contains);
        assertThat(answer).contains("usual, decimal, hex, padded, capitals");
    }
}
