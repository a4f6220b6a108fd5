package dev.vestnik.sandbox.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sandbox.RunningSandbox;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestartTest {
    @TempDir
    Path directory;

    @Test
    void continuesAfterARestart() throws Exception {
        String owed;
        String settled;
        try (RunningSandbox before = RunningSandbox.in(directory)) {
            before.behave("{\"channel\": \"sms\", \"receiptDelay\": 0}");
            try (SmppClient client = new SmppClient(before.ports().smpp(), BindType.BIND_TRX)) {
                client.submit("79161234567", 0, "forgotten".getBytes(US_ASCII));
                before.send(HttpRequest.newBuilder(before.uri("/outbox")).DELETE());
                settled = client.submit("79161234567", 0, "known".getBytes(US_ASCII));
                await().until(() -> before.ledger("settled").size() == 2);
                client.acknowledging(ignored -> false);
                owed = client.submit("79161234567", 0, "first ".getBytes(US_ASCII), segment(1));
                await().until(() -> !client.receiptsOf(owed).isEmpty());
            }
        }
        try (RunningSandbox after = RunningSandbox.in(directory);
                SmppClient client = new SmppClient(after.ports().smpp(), BindType.BIND_TRX)) {
            await().until(() -> !client.receiptsOf(owed).isEmpty());
            assertThat(state(client, settled)).isEqualTo(MessageState.DELIVERED);
            client.submit("79161234567", 0, "second".getBytes(US_ASCII), segment(2));
            assertThat(after.outbox())
                    .extracting((JsonNode item) -> item.path("text").asString())
                    .containsExactly("known", "first second");
            assertThat(client.receiptsOf(settled)).isEmpty();
        }
    }

    private static OptionalParameter[] segment(int number) {
        return new OptionalParameter[] {
            new OptionalParameter.Sar_msg_ref_num((short) 1),
            new OptionalParameter.Sar_total_segments((byte) 2),
            new OptionalParameter.Sar_segment_seqnum((byte) number)
        };
    }

    private static MessageState state(SmppClient client, String id) throws Exception {
        return client.session()
                .queryShortMessage(id, TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, "SHOP")
                .getMessageState();
    }

    @Test
    void writesIdsInReceiptsInTheirOwnForm() throws Exception {
        try (RunningSandbox sandbox = RunningSandbox.in(directory, "vestnik.sandbox.smpp.receipt-ids=decimal");
                SmppClient client = new SmppClient(sandbox.ports().smpp(), BindType.BIND_TRX)) {
            String id = client.submit("79161234567", 0, "hi".getBytes(US_ASCII));
            String decimal = Long.toString(Long.parseLong(id, 16));
            await().until(() -> !client.receiptsOf(decimal).isEmpty());
        }
    }
}
