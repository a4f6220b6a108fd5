package dev.vestnik.rules.offer;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.offer.PoolDecided.Reply;
import dev.vestnik.rules.offer.PoolDecided.Told;
import dev.vestnik.rules.offer.PoolRows.Claim;
import dev.vestnik.rules.offer.PoolRows.ClaimRow;
import dev.vestnik.rules.offer.PoolRows.CodeRow;
import dev.vestnik.rules.offer.PoolRows.FreeRow;
import dev.vestnik.rules.offer.PoolRows.Row;
import dev.vestnik.rules.reason.RefuseReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One decision of a pool in the making: what it changes is seen at once. */
final class PoolTurn {
    private final String offer;
    private final PoolRows before;
    private final Instant now;
    private final Map<String, Code> codes = new HashMap<>();
    private final List<Row> others = new ArrayList<>();
    private final List<Told> told = new ArrayList<>(1);
    private PoolState state;
    private @Nullable Reply reply;

    PoolTurn(String offer, PoolState state, PoolRows before, Instant now) {
        this.offer = offer;
        this.state = state;
        this.before = before;
        this.now = now;
    }

    String offer() {
        return offer;
    }

    Instant now() {
        return now;
    }

    PoolState state() {
        return state;
    }

    void become(PoolState other) {
        state = other;
    }

    @Nullable
    Code code(String text) {
        Code changed = codes.get(text);
        return changed == null ? before.code(text) : changed;
    }

    /** The pool as it was before the decision, in which each is used once. */
    @Nullable
    String free(long number) {
        return before.free(number);
    }

    /** The pool as it was before the decision, in which each is used once. */
    @Nullable
    Claim claim(UUID id) {
        return before.claim(id);
    }

    void put(Code code) {
        codes.put(code.text(), code);
    }

    void put(FreeRow row) {
        others.add(row);
    }

    void put(ClaimRow row) {
        others.add(row);
    }

    void give(Map<String, Object> result) {
        reply = new Reply.Given(result);
    }

    void deny(RefuseReason reason, String detail) {
        reply = new Reply.Denied(reason, detail);
    }

    void tell(CustomerKey customer, OfferNews news) {
        told.add(new Told(customer, news));
    }

    PoolDecided decided() {
        List<Row> rows = new ArrayList<>(others);
        codes.values().forEach(code -> rows.add(new CodeRow(code)));
        return new PoolDecided(state, rows, reply, told);
    }
}
