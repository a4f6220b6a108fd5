package dev.vestnik.sandbox.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.PartPosition;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.ledger.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final Instant NOW = Instant.parse("2026-01-24T11:05:00Z");
    private static final OutboxFilter ALL = new OutboxFilter(EnumSet.allOf(Provider.class), null);

    @TempDir
    Path directory;

    private final OutboxIndex index = new OutboxIndex();
    private Ledger ledger;
    private Outbox outbox;

    @BeforeEach
    void open() {
        ledger = new Ledger(directory.resolve("ledger"), InstantSource.fixed(NOW), false, List.of(index));
        outbox = new Outbox(ledger, index, List.of(new BodyAsText()), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Shows the body of a message as its text. */
    private static final class BodyAsText implements Display {
        @Override
        public Set<Provider> providers() {
            return EnumSet.allOf(Provider.class);
        }

        @Override
        public Shown show(List<Received> parts) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(new String(part.body(), StandardCharsets.UTF_8)));
            return Shown.push(null, text.toString(), null, null);
        }
    }

    private void receive(
            Provider provider, String to, @Nullable String template, String text, @Nullable PartPosition part) {
        ledger.append(new Received(
                NOW,
                provider,
                "SHOP",
                to,
                new Tag(null, template, null),
                part,
                Map.of(),
                List.of(),
                text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(OutboxPage page) {
        return page.items().stream().map(OutboxItem::text).toList();
    }

    @Test
    void pagesWithoutLosingOrRepeatingMessages() {
        for (int i = 0; i < 25; i++) {
            receive(i % 2 == 0 ? Provider.SMPP : Provider.SMTP, "a", null, "text " + i, null);
        }
        List<String> read = new ArrayList<>();
        long since = -1;
        OutboxPage page;
        do {
            page = outbox.page(ALL, since, 10);
            read.addAll(texts(page));
            since = page.next() == null ? since : Long.parseLong(page.next());
        } while (page.next() != null);
        assertThat(read).hasSize(25).doesNotHaveDuplicates().first().isEqualTo("text 0");
        assertThat(outbox.page(new OutboxFilter(Set.of(Provider.SMTP), null), -1, 100)
                        .items())
                .hasSize(12);
        assertThat(outbox.page(new OutboxFilter(Set.of(Provider.SMTP), null), -1, 12)
                        .next())
                .isNull();
    }

    @Test
    void tellsRecipientsApartEvenWhenTheirHashesAreEqual() {
        receive(Provider.SMPP, "+Aa", null, "one", null);
        receive(Provider.SMPP, "+BB", null, "other", null);
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        OutboxFilter toOne = new OutboxFilter(Set.of(Provider.SMPP), OutboxFilter.comparable(" BB"));
        assertThat(texts(outbox.page(toOne, -1, 10))).containsExactly("other");
    }

    @Test
    void showsATextOfPartsOnceAllAreThere() {
        receive(Provider.SMPP, "a", "t", "world", new PartPosition(1, 2, 2));
        receive(Provider.SMPP, "b", "t", "other", new PartPosition(1, 2, 1));
        receive(Provider.SMPP, "a", "t", "stale ", new PartPosition(2, 2, 1));
        assertThat(outbox.page(ALL, -1, 10).items()).isEmpty();
        receive(Provider.SMPP, "a", "t", "hello ", new PartPosition(1, 2, 1));
        assertThat(texts(outbox.page(ALL, -1, 10))).containsExactly("hello world");
        assertThat(OutboxCounts.by(List.of("template"), outbox.counts()).counts())
                .containsExactly(Map.of("template", "t", "count", 1L));
    }

    @Test
    void countsByTheRequestedProperties() {
        receive(Provider.SMPP, "a", "x", "", null);
        receive(Provider.APNS, "a", "x", "", null);
        receive(Provider.FCM, "a", "y", "", null);
        receive(Provider.FCM, "a", null, "", null);
        assertThat(OutboxCounts.by(List.of("channel"), outbox.counts()))
                .isEqualTo(new OutboxCounts(
                        4, List.of(Map.of("channel", "push", "count", 3L), Map.of("channel", "sms", "count", 1L))));
        assertThat(OutboxCounts.by(List.of("channel", "template"), outbox.counts())
                        .counts())
                .containsExactlyInAnyOrder(
                        Map.of("channel", "push", "count", 1L),
                        Map.of("channel", "push", "template", "x", "count", 1L),
                        Map.of("channel", "push", "template", "y", "count", 1L),
                        Map.of("channel", "sms", "template", "x", "count", 1L));
        assertThat(OutboxCounts.by(List.of(), outbox.counts())).isEqualTo(new OutboxCounts(4, List.of()));
    }

    @Test
    void showsOnlyMessagesAfterAClearAlsoAfterARestart() {
        receive(Provider.SMPP, "a", "x", "old", null);
        outbox.clear();
        receive(Provider.SMPP, "a", "x", "new", null);
        assertThat(texts(outbox.page(ALL, -1, 10))).containsExactly("new");
        assertThat(outbox.item(1)).isEmpty();
        ledger.close();
        OutboxIndex again = new OutboxIndex();
        ledger = new Ledger(directory.resolve("ledger"), InstantSource.fixed(NOW), false, List.of(again));
        assertThat(again.counts().values()).containsExactly(1L);
    }
}
