package dev.vestnik.rules.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codes of one address; immutable.
 *
 * @param sendings of the last hour, the oldest first
 * @param codes one for each purpose at most
 */
public record ContactState(List<Sending> sendings, List<LiveCode> codes) {
    static final ContactState EMPTY = new ContactState(List.of(), List.of());
    static final Duration COUNTED = Duration.ofHours(1);

    /** A message with a code, and the word that asked for it. */
    public record Sending(Instant at, String askId) {}

    public ContactState {
        sendings = List.copyOf(sendings);
        codes = List.copyOf(codes);
    }

    boolean hasSent(String askId) {
        return sendings.stream().anyMatch(sending -> sending.askId().equals(askId));
    }

    /** The sendings that count at this time. */
    List<Sending> counted(Instant now) {
        return sendings.stream()
                .filter(sending -> sending.at().plus(COUNTED).isAfter(now))
                .toList();
    }

    @Nullable
    LiveCode code(Purpose purpose) {
        return codes.stream()
                .filter(code -> code.purpose() == purpose)
                .findFirst()
                .orElse(null);
    }

    /** The same after one more message. */
    ContactState sent(Sending sending) {
        List<Sending> all = new ArrayList<>(counted(sending.at()));
        all.add(sending);
        return new ContactState(all, codes);
    }

    /** The same with this code in the place of the purpose's older one. */
    ContactState with(LiveCode code) {
        List<LiveCode> all = new ArrayList<>(codes);
        all.removeIf(other -> other.purpose() == code.purpose());
        all.add(code);
        return new ContactState(sendings, all);
    }

    /** When nothing of it matters any more. A code lives less long than its sending counts. */
    Instant forgottenAt() {
        return sendings.isEmpty() ? Instant.MIN : sendings.getLast().at().plus(COUNTED);
    }
}
