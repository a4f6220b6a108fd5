package dev.vestnik.sms.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.sms.receipts.ProviderReceipt.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorrelationCodecTest {
    private static final SubmittedPart PART =
            new SubmittedPart("main", "Клиент-7", new UUID(0x8000L, -1), 2, 1, 3, "smsc", "00ab");
    private static final ProviderReceipt RECEIPT = new ProviderReceipt("smsc", "00ab", "UNDELIV", "027");
    private static final Serde<Correlation> CORRELATIONS = CorrelationCodec.correlations();

    static List<ProviderReceipt> receipts() {
        return List.of(
                RECEIPT,
                new ProviderReceipt("smsc", "", "DELIVRD", "", new Verdict(null, false)),
                new ProviderReceipt("smsc", "1", "DELIVRD", "", new Verdict(null, true)),
                new ProviderReceipt("smsc", "1", "UNDELIV", "", new Verdict("smsc-249", true)));
    }

    static List<Correlation> correlations() {
        return List.of(
                Correlation.NOTHING,
                new Correlation(PART, null, 0),
                new Correlation(null, RECEIPT, 1_790_000_000_000L),
                new Correlation(PART, RECEIPT, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void readsTheReceiptsThatItWrote(ProviderReceipt receipt) {
        assertThat(CorrelationCodec.receipt(CorrelationCodec.write(receipt))).isEqualTo(receipt);
        assertThat(CorrelationCodec.receipt(Json.write(receipt))).as("JSON").isEqualTo(receipt);
    }

    @Test
    void readsThePartsThatItWrote() {
        assertThat(CorrelationCodec.part(CorrelationCodec.write(PART))).isEqualTo(PART);
        assertThat(CorrelationCodec.part(Json.write(PART))).as("JSON").isEqualTo(PART);
        PartReceipt both = new PartReceipt(PART, RECEIPT);
        try (Serde<PartReceipt> serde = CorrelationCodec.partReceipts()) {
            byte[] written = serde.serializer().serialize("t", both);
            assertThat(serde.deserializer().deserialize("t", written)).isEqualTo(both);
        }
    }

    @ParameterizedTest
    @MethodSource("correlations")
    void readsTheStatesThatItWrote(Correlation state) {
        byte[] written = CORRELATIONS.serializer().serialize("t", state);
        assertThat(read(written)).isEqualTo(state);
        assertThat(read(Json.write(state))).as("JSON").isEqualTo(state);
    }

    @Test
    void refusesWhatEndsTooEarlyOrTooLate() {
        byte[] whole = CORRELATIONS.serializer().serialize("t", new Correlation(PART, RECEIPT, 1));
        for (int length = 0; length <= whole.length + 1; length++) {
            byte[] other = Arrays.copyOf(whole, length);
            if (length != whole.length) {
                assertThatThrownBy(() -> read(other)).as("%d bytes", length).isInstanceOf(PoisonReceiptException.class);
            }
        }
    }

    @Test
    void refusesAPartThatCannotBe() {
        byte[] impossible = CorrelationCodec.write(PART);
        impossible[CorrelationCodec.write(PART).length - "smsc".length() - "00ab".length() - 5] =
                1; // the second of one part
        assertThatThrownBy(() -> CorrelationCodec.part(impossible))
                .isInstanceOf(PoisonReceiptException.class)
                .hasMessageContaining("part 1 of 1");
    }

    @Test
    void setsATextAsideThatIsTooLong() {
        ProviderReceipt endless = new ProviderReceipt("smsc", "1", "DELIVRD", "x".repeat(1 << 17));
        byte[] written = CorrelationCodec.write(endless);
        assertThatThrownBy(() -> CorrelationCodec.receipt(written)).isInstanceOf(PoisonReceiptException.class);
    }

    private static @Nullable Correlation read(byte[] value) {
        return CORRELATIONS.deserializer().deserialize("t", value);
    }
}
