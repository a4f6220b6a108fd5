package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt.DeadToken;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.Price;
import dev.vestnik.schemas.message.ReceiptStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncomingReceiptsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static DeliveryReceipt.Builder receipt(ReceiptStatus status) {
        return DeliveryReceipt.newBuilder()
                .setHeader(new MessageHeader("r-1", "main", "anna", NOON, "sms-sender"))
                .setMessageId("11111111-2222-8333-8444-555555555555")
                .setAttempt(1)
                .setChannel("sms")
                .setDeadTokens(List.of())
                .setStatus(status);
    }

    private static Signal.Receipt read(DeliveryReceipt receipt) {
        return (Signal.Receipt) ((Incoming.Said) IncomingReceipts.read(receipt)).signal();
    }

    @Test
    void readIsNoOpening() {
        assertThat(read(receipt(ReceiptStatus.READ).build()).status()).isEqualTo(Status.READ);
    }

    @Test
    void aFailureSaysWhenToTryAgainAndWhatHoldsOfTheAddress() {
        Signal.Receipt failed = read(receipt(ReceiptStatus.FAILED)
                .setFailure(FailureKind.temporary)
                .setRetryAt(NOON.plusSeconds(90))
                .setOptedOut(true)
                .setDeadTokens(List.of(new dev.vestnik.schemas.message.DeadToken("t-1", NOON)))
                .build());
        assertThat(failed.status()).isEqualTo(Status.FAILED_TEMPORARY);
        assertThat(failed.details().retryAt()).isEqualTo(NOON.plusSeconds(90));
        assertThat(failed.details().optedOut()).isTrue();
        assertThat(failed.details().addressDead()).isFalse();
        assertThat(failed.details().deadTokens()).containsExactly(new DeadToken("t-1", NOON));
        assertThat(failed.details().shown()).isEmpty();
    }

    @Test
    void thePriceIsADecimalAndAsManyIdsAreShownAsHaveRoom() {
        Signal.Receipt accepted = read(receipt(ReceiptStatus.ACCEPTED)
                .setProviderIds(Collections.nCopies(40, "0123456789"))
                .setPrice(new Price(4_500L, "EUR"))
                .build());
        assertThat(accepted.details().shown()).containsEntry("price", "0.004500 EUR");
        assertThat(accepted.details().shown().get("providerIds"))
                .hasSizeBetween(150, 160)
                .startsWith("0123456789 0123456789")
                .endsWith(" 0123456789");
    }
}
