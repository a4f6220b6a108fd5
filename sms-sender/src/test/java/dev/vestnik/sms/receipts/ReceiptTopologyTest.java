package dev.vestnik.sms.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sms.receipts.ProviderReceipt.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTopologyTest {
    private static final Instant NOW = CorrelationDriver.NOW;
    private static final UUID FIRST = UUID.fromString("7f0c2b1e-88a4-8c3d-9e10-aabbccddeeff");
    private static final UUID SECOND = UUID.fromString("7f0c2b1e-88a4-8c3d-9e10-aabbccddee00");

    private Instant wallClock = NOW;
    private CorrelationDriver correlation;
    private TestInputTopic<String, byte[]> submissions;
    private TestInputTopic<String, byte[]> receipts;
    private TestOutputTopic<String, DeliveryReceipt> out;

    @BeforeEach
    void start(@TempDir Path directory) {
        correlation = new CorrelationDriver(directory);
        submissions = correlation.input(Topics.SMS_SUBMISSIONS);
        receipts = correlation.input(Topics.SMS_PROVIDER_RECEIPTS);
        out = correlation.output(Topics.RECEIPTS);
    }

    @AfterEach
    void stop() {
        correlation.close();
    }

    @Test
    void joinsAReceiptWithItsMessage() {
        submit(FIRST, 0, 1, "1", NOW);
        end("1", "DELIVRD", "000", NOW.plusSeconds(5));
        var receipt = out.readKeyValue();
        assertThat(receipt.key).isEqualTo("main/c1");
        assertThat(receipt.value.getMessageId()).isEqualTo(FIRST.toString());
        assertThat(receipt.value.getStatus()).hasToString("DELIVERED");
        assertThat(receipt.value.getProviderIds()).containsExactly("1");
        assertThat(correlation.count("vestnik.receipts", "channel", "sms", "status", "DELIVERED"))
                .isEqualTo(1);
    }

    @Test
    void joinsAReceiptThatComesBeforeItsMessage() {
        end("1", "DELIVRD", "000", NOW);
        submit(FIRST, 0, 1, "1", NOW.plusMillis(20));
        assertThat(statuses()).containsExactly("DELIVERED");
    }

    @Test
    void tellsHowLongAfterItsTextAReceiptCame() {
        submit(FIRST, 0, 1, "1", NOW);
        end("1", "DELIVRD", "000", NOW.plusSeconds(5));
        end("1", "DELIVRD", "000", NOW.plusSeconds(7));
        assertThat(correlation.ages("smsc")).isEqualTo(5);

        end("2", "DELIVRD", "000", NOW.plusSeconds(60));
        submit(SECOND, 0, 1, "2", NOW.plusSeconds(90));
        assertThat(correlation.ages("smsc")).isEqualTo(5);
    }

    @Test
    void countsADoubledReceiptOnce() {
        end("1", "DELIVRD", "000", NOW);
        end("1", "DELIVRD", "000", NOW);
        submit(FIRST, 0, 1, "1", NOW);
        end("1", "DELIVRD", "000", NOW.plusSeconds(1));
        end("1", "UNDELIV", "000", NOW.plusSeconds(2));
        assertThat(statuses()).containsExactly("DELIVERED");
    }

    @Test
    void ignoresReceiptsOfTextsOnTheirWay() {
        submit(FIRST, 0, 1, "1", NOW);
        end("1", "ENROUTE", "000", NOW);
        end("1", "ACCEPTD", "000", NOW);
        assertThat(out.isEmpty()).isTrue();
    }

    /** The engine would send a failed message again, though it may be on the phone. */
    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "BUFFRED", "DELIVERED?"})
    void ignoresReceiptsWithAnUnknownState(String state) {
        submit(FIRST, 0, 1, "1", NOW);
        end("1", state, "000", NOW);
        assertThat(out.isEmpty()).isTrue();
        end("1", "DELIVRD", "000", NOW.plusSeconds(60));
        assertThat(statuses()).containsExactly("DELIVERED");
    }

    @Test
    void reportsATextAsDeliveredWhenAllItsPartsAre() {
        submit(FIRST, 0, 3, "1", NOW);
        submit(FIRST, 1, 3, "2", NOW);
        submit(FIRST, 2, 3, "3", NOW);
        end("2", "DELIVRD", "000", NOW);
        end("2", "DELIVRD", "000", NOW);
        end("1", "DELIVRD", "000", NOW);
        assertThat(out.isEmpty()).isTrue();
        end("3", "DELIVRD", "000", NOW);
        end("3", "DELIVRD", "000", NOW);
        assertThat(statuses()).containsExactly("DELIVERED");
    }

    @Test
    void reportsATextAsFailedWithItsFirstFailedPart() {
        submit(FIRST, 0, 2, "1", NOW);
        submit(FIRST, 1, 2, "2", NOW);
        end("2", "UNDELIV", "027", NOW);
        end("1", "UNDELIV", "027", NOW);
        DeliveryReceipt receipt = out.readValue();
        assertThat(receipt.getStatus()).hasToString("FAILED");
        assertThat(receipt.getFailure()).hasToString("temporary");
        assertThat(receipt.getCode()).isEqualTo("undeliv-027");
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void takesFailedForAFailure() {
        submit(FIRST, 0, 1, "1", NOW);
        end("1", "FAILED", "5", NOW);
        DeliveryReceipt receipt = out.readValue();
        assertThat(receipt.getStatus()).hasToString("FAILED");
        assertThat(receipt.getCode()).isEqualTo("failed-5");
    }

    @Test
    void carriesTheProvidersCodeAndTheOptOut() {
        submit(FIRST, 0, 1, "1", NOW);
        end(new ProviderReceipt("smsc", "1", "UNDELIV", "", new Verdict("one-7", true)), NOW);
        DeliveryReceipt receipt = out.readValue();
        assertThat(receipt.getStatus()).hasToString("FAILED");
        assertThat(receipt.getCode()).isEqualTo("one-7");
        assertThat(receipt.getOptedOut()).isTrue();
        submit(SECOND, 0, 1, "2", NOW);
        end(new ProviderReceipt("smsc", "2", "DELIVRD", "000", new Verdict("x".repeat(1000), true)), NOW);
        DeliveryReceipt arrived = out.readValue();
        assertThat(arrived.getStatus()).hasToString("DELIVERED");
        assertThat(arrived.getCode()).as("bounded").hasSize(70);
        assertThat(arrived.getOptedOut()).isTrue();
    }

    @Test
    void readsWhatAnOlderSenderWrote() {
        submissions.pipeInput("smsc/1", Json.write(submitted(FIRST, 0, 1, "1")), NOW);
        String old = "{\"gateway\":\"smsc\",\"id\":\"1\",\"state\":\"UNDELIV\",\"error\":\"027\"}";
        receipts.pipeInput("smsc/1", old.getBytes(StandardCharsets.UTF_8), NOW);
        DeliveryReceipt receipt = out.readValue();
        assertThat(receipt.getCode()).isEqualTo("undeliv-027");
        assertThat(receipt.getOptedOut()).isFalse();
    }

    @Test
    void givesAReceiptToTheNewestMessageOfItsId() {
        submit(FIRST, 0, 1, "1", NOW);
        submit(SECOND, 0, 1, "1", NOW.plusSeconds(60));
        end("1", "UNDELIV", "001", NOW.plusSeconds(61));
        DeliveryReceipt receipt = out.readValue();
        assertThat(receipt.getMessageId()).isEqualTo(SECOND.toString());
        assertThat(receipt.getAddressDead()).isTrue();
        assertThat(receipt.getFailure()).hasToString("permanent");
    }

    @Test
    void joinsAnEarlyReceiptOfAReusedIdWithTheNextMessage() {
        submit(FIRST, 0, 1, "1", NOW);
        end("1", "DELIVRD", "000", NOW.plusSeconds(1));
        end("1", "EXPIRED", "001", NOW.plus(Duration.ofDays(1)));
        submit(SECOND, 0, 1, "1", NOW.plus(Duration.ofDays(1)).plusMillis(10));
        List<DeliveryReceipt> all = out.readValuesToList();
        assertThat(all)
                .extracting(receipt -> receipt.getMessageId() + " " + receipt.getStatus())
                .containsExactly(FIRST + " DELIVERED", SECOND + " EXPIRED");
    }

    @Test
    void keepsItsStoresDespiteAReceiptFromTheFarFuture() {
        ProviderReceipt early = new ProviderReceipt("smsc", "1", "DELIVRD", "");
        submit(FIRST, 0, 2, "1", NOW);
        receipts.pipeInput(early.key(), CorrelationCodec.write(early), NOW.plus(Duration.ofDays(400)));
        submit(FIRST, 1, 2, "2", NOW.plusSeconds(1));
        end("2", "DELIVRD", "000", NOW.plusSeconds(2));
        assertThat(statuses()).containsExactly("DELIVERED");
    }

    @Test
    void forgetsAReceiptOfLongAgo() {
        end("1", "DELIVRD", "000", NOW);
        submit(FIRST, 0, 1, "1", NOW.plus(Duration.ofDays(8)));
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void goesOnAfterForeignReceipts() {
        for (TestInputTopic<String, byte[]> side : List.of(submissions, receipts)) {
            for (String junk : List.of("junk", "null", "{}", "{\"id\": \"1\"}", "[]", "")) {
                side.pipeInput("smsc/1", junk.getBytes(StandardCharsets.UTF_8), NOW);
            }
            side.pipeInput("smsc/1", null, NOW);
        }
        submissions.pipeInput(null, CorrelationCodec.write(submitted(FIRST, 0, 1, "1")), NOW);
        receipts.pipeInput(null, CorrelationCodec.write(new ProviderReceipt("smsc", "1", "DELIVRD", "000")), NOW);
        submit(FIRST, 0, 1, "1", NOW);
        end("1", "DELIVRD", "000", NOW);
        assertThat(statuses()).containsExactly("DELIVERED");
    }

    private List<String> statuses() {
        return out.readValuesToList().stream()
                .map(receipt -> receipt.getStatus().name())
                .toList();
    }

    private void submit(UUID message, int part, int parts, String id, Instant at) {
        SubmittedPart submitted = submitted(message, part, parts, id);
        itIs(at);
        submissions.pipeInput(submitted.key(), CorrelationCodec.write(submitted), at);
    }

    private static SubmittedPart submitted(UUID message, int part, int parts, String id) {
        return new SubmittedPart("main", "c1", message, 1, part, parts, "smsc", id);
    }

    private void end(String id, String state, String error, Instant at) {
        end(new ProviderReceipt("smsc", id, state, error), at);
    }

    private void end(ProviderReceipt receipt, Instant at) {
        itIs(at);
        receipts.pipeInput(receipt.key(), CorrelationCodec.write(receipt), at);
    }

    private void itIs(Instant at) {
        if (at.isAfter(wallClock)) {
            correlation.advance(Duration.between(wallClock, at));
            wallClock = at;
        }
    }
}
