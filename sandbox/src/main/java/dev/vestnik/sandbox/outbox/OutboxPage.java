package dev.vestnik.sandbox.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some messages, oldest first, and the cursor of those after them: null when there are none yet. */
record OutboxPage(List<OutboxItem> items, @Nullable String next) {
    OutboxPage {
        items = List.copyOf(items);
    }
}
