package dev.vestnik.rules.offer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of a pool as they are before a decision: each is found by its key, none is looked for. */
public interface PoolRows {
    /** Null for a code that the pool does not have. */
    @Nullable
    Code code(String text);

    /** The free code of this number; null where there is none. */
    @Nullable
    String free(long number);

    /** Null for a claim that has no code. */
    @Nullable
    Claim claim(UUID id);

    /**
     * A claim with the code that was given for it.
     *
     * @param asked the number of the last question: an earlier one gives nothing back any more
     */
    record Claim(String code, int asked) {}

    /** A row as it is after a decision. */
    sealed interface Row {}

    record CodeRow(Code code) implements Row {}

    /** @param code null: not free any more */
    record FreeRow(long number, @Nullable String code) implements Row {}

    /** @param claim null: there is none any more */
    record ClaimRow(UUID id, @Nullable Claim claim) implements Row {}
}
