package dev.vestnik.sandbox.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.ledger.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One message in the outbox. {@code seq} is its position in the ledger, which {@code since} takes too. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OutboxItem(
        long seq,
        String channel,
        Provider provider,
        String to,
        String from,
        @Nullable String subject,
        @Nullable String title,
        @Nullable String text,
        @Nullable String html,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable String status,
        @JsonUnwrapped Tag tag,
        Instant receivedAt) {

    static OutboxItem of(long seq, Received message, Shown shown) {
        String from = shown.from() == null ? message.from() : shown.from();
        return new OutboxItem(
                seq,
                message.provider().channel(),
                message.provider(),
                message.to(),
                from,
                shown.subject(),
                shown.title(),
                shown.text(),
                shown.html(),
                shown.url(),
                shown.imageUrl(),
                shown.status(),
                message.tag(),
                message.at());
    }
}
