package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.Provider;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Selects messages. {@code to} is in the form of {@link #comparable}. */
record OutboxFilter(Set<Provider> providers, @Nullable String to) {
    OutboxFilter {
        providers = Set.copyOf(providers);
    }

    /** One form for all ways to write an address; leaves out a phone's plus sign, which often gets lost in URLs. */
    static String comparable(String address) {
        String text = address.strip();
        if (text.indexOf('@') >= 0 && !text.startsWith("http")) {
            return text.toLowerCase(Locale.ROOT);
        }
        return text.startsWith("+") ? text.substring(1) : text;
    }
}
