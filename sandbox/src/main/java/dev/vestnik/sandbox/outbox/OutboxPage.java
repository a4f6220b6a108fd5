package dev.vestnik.sandbox.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some messages, oldest first, with the cursor of the next page; null when there is none yet. */
record OutboxPage(List<OutboxItem> items, @Nullable String next) {
    OutboxPage {
        items = List.copyOf(items);
    }
}
