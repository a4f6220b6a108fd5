package dev.vestnik.rules.offer;

import dev.vestnik.rules.offer.PoolDecided.Reply;
import dev.vestnik.rules.offer.PoolRules.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A pool with its rows in memory, decided about by the real rules. */
public final class PoolTable implements PoolRows {
    private final Map<String, Code> codes = new TreeMap<>();
    private final Map<Long, String> free = new TreeMap<>();
    private final Map<UUID, Claim> claims = new TreeMap<>();
    private @Nullable Offer offer;
    private PoolState state = PoolState.EMPTY;

    public PoolTable(@Nullable Offer offer) {
        this.offer = offer;
    }

    /** The pool's engine has this offer from now on; null: it does not have it yet. */
    public void knows(@Nullable Offer other) {
        offer = other;
    }

    public PoolDecided hears(PoolWord word, Instant now) {
        PoolDecided decided = PoolRules.decide(new Pool("spring", offer, state, this), word, now);
        state = decided.state();
        decided.rows().forEach(this::put);
        return decided;
    }

    private void put(Row row) {
        switch (row) {
            case CodeRow(Code code) -> codes.put(code.text(), code);
            case FreeRow(long number, String code) -> {
                if (code == null) {
                    free.remove(number);
                } else {
                    free.put(number, code);
                }
            }
            case ClaimRow(UUID id, Claim claim) -> {
                if (claim == null) {
                    claims.remove(id);
                } else {
                    claims.put(id, claim);
                }
            }
        }
    }

    /** The answer, as its asker sees it: the granted values, or {@code refused} with the reason. */
    static Map<String, Object> answer(PoolDecided decided) {
        return switch (decided.reply()) {
            case Reply.Given(var result) -> result;
            case Reply.Denied(var reason, var detail) -> Map.of("refused", reason.label());
            case null -> Map.of();
        };
    }

    public PoolState state() {
        return state;
    }

    /** The free codes, the one that is given next at the front. */
    public List<String> freeCodes() {
        return new ArrayList<>(free.values());
    }

    public Map<String, Code> codes() {
        return codes;
    }

    @Override
    public @Nullable Code code(String text) {
        return codes.get(text);
    }

    @Override
    public @Nullable String free(long number) {
        return free.get(number);
    }

    @Override
    public @Nullable Claim claim(UUID id) {
        return claims.get(id);
    }
}
