package dev.vestnik.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Opened;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-01-24T11:05:00Z");

    @TempDir
    Path directory;

    private Ledger open(LedgerListener... listeners) {
        return new Ledger(file(), InstantSource.fixed(NOW), false, List.of(listeners));
    }

    private Path file() {
        return directory.resolve("ledger.ndjson");
    }

    private static Inbound text(String text) {
        return new Inbound(NOW, Provider.SMPP, "+7", "SHOP", text);
    }

    @Test
    void hasARecordOnDiskWhenAppendReturns() throws Exception {
        try (Ledger ledger = open()) {
            ledger.append(text("first"));
            assertThat(Files.readAllLines(file())).hasSize(2).last().asString().contains("\"text\":\"first\"");
        }
    }

    @Test
    void tellsAllRecordsInOrderWhenOpenedAgain() {
        try (Ledger ledger = open()) {
            ledger.append(text("один"));
            ledger.append(text("two\nlines"));
        }
        List<LedgerRecord> told = new ArrayList<>();
        try (Ledger ledger = open((seq, entry) -> told.add(entry))) {
            assertThat(told).containsExactly(new Opened(NOW), text("один"), text("two\nlines"));
            assertThat(ledger.read(2)).isEqualTo(text("two\nlines"));
            assertThat(ledger.append(text("three"))).isEqualTo(3);
        }
    }

    @Test
    void cutsATornTail() throws Exception {
        try (Ledger ledger = open()) {
            ledger.append(text("whole"));
        }
        Files.writeString(
                file(), "{\"kind\":\"inbound\",\"at\":\"20", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        try (Ledger ledger = open()) {
            assertThat(ledger.size()).isEqualTo(2);
            ledger.append(text("next"));
            assertThat(ledger.read(1)).isEqualTo(text("whole"));
            assertThat(ledger.read(2)).isEqualTo(text("next"));
        }
        assertThat(Files.readAllLines(file())).hasSize(3);
    }

    @Test
    void saysWhichLineIsBroken() throws Exception {
        try (Ledger ledger = open()) {
            ledger.append(text("whole"));
        }
        Files.writeString(file(), "garbage\n", StandardOpenOption.APPEND);
        assertThatThrownBy(this::open).hasMessageContaining("line 3 of the ledger");
    }

    @Test
    void belongsToOneSandboxAtATime() {
        try (Ledger ledger = open()) {
            assertThatThrownBy(this::open).hasMessageContaining("another sandbox is using");
            assertThat(ledger.size()).isEqualTo(1);
        }
    }

    @Test
    void keepsItsOrderUnderManyWritersEvenWhenTheyAreInterrupted() {
        List<Long> told = new ArrayList<>();
        try (Ledger ledger = open((seq, entry) -> told.add(seq))) {
            try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 2000; i++) {
                    String body = "text " + i;
                    writers.submit(() -> {
                        Thread.currentThread().interrupt();
                        long seq = ledger.append(text(body));
                        assertThat(ledger.read(seq)).isEqualTo(text(body));
                        return seq;
                    });
                }
            }
            assertThat(ledger.size()).isEqualTo(2001);
            assertThat(told).isSorted().hasSize(2001);
        }
    }
}
