package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.Provider;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which messages are asked for. {@code to} is in the form of {@link #comparable}. */
record OutboxFilter(Set<Provider> providers, @Nullable String to) {
    OutboxFilter {
        providers = Set.copyOf(providers);
    }

    /** One form for the ways an address is written; a phone's plus sign gets lost in URLs too often to insist on it. */
    static String comparable(String address) {
        String text = address.strip();
        if (text.indexOf('@') >= 0 && !text.startsWith("http")) {
            return text.toLowerCase(Locale.ROOT);
        }
        return text.startsWith("+") ? text.substring(1) : text;
    }
}
