package dev.vestnik.rules.verification;

import dev.vestnik.rules.verification.VerificationRows.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a decision about codes.
 *
 * @param state the shop's state after it; the very same object where it did not change
 * @param rows those that changed, as they are now
 * @param told to who asked, besides the outcome, as texts and numbers
 * @param message null: none goes out
 */
public record VerificationDecided(
        VerificationState state,
        List<Row> rows,
        CodeOutcome outcome,
        Map<String, Object> told,
        @Nullable CodeMessage message) {
    public VerificationDecided {
        rows = List.copyOf(rows);
        told = Map.copyOf(told);
    }
}
