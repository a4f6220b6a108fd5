package dev.vestnik.rules.offer;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.offer.Code.Given;
import dev.vestnik.rules.offer.Code.Redemption;
import dev.vestnik.rules.offer.PoolRows.Claim;
import dev.vestnik.rules.offer.PoolRows.ClaimRow;
import dev.vestnik.rules.offer.PoolRows.FreeRow;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of pools; pure, as {@link dev.vestnik.rules.decide.Decider} is for customers. A code is one customer's and is redeemed once. A
 * word that comes twice changes nothing the second time, and gets the same answer.
 */
public final class PoolRules {
    /** A code has two rows of some fifty bytes in one task's store: half a gigabyte. More is another pool's. */
    static final long MOST_CODES = 5_000_000;

    /** A restarted engine shows a pool's codes in its metrics again after so long. */
    static final Duration COUNTED_EVERY = Duration.ofMinutes(5);

    private PoolRules() {}

    /**
     * A pool that is to decide.
     *
     * @param id the offer's
     * @param offer null where there is none that could be used now, or none as new as the asker's
     */
    public record Pool(String id, @Nullable Offer offer, PoolState state, PoolRows rows) {}

    /** Decides about one word. */
    public static PoolDecided decide(Pool pool, PoolWord word, Instant now) {
        PoolTurn turn = new PoolTurn(pool.id(), pool.state(), pool.rows(), now);
        switch (word) {
            case PoolWord.Take take -> take(turn, pool.offer(), take);
            case PoolWord.GiveBack back -> giveBack(turn, back);
            case PoolWord.Add add -> add(turn, add);
            case PoolWord.Redeem redeem -> redeem(turn, redeem);
            case PoolWord.Forget forget -> forget(turn, forget);
            case PoolWord.Count count -> turn.give(counts(turn.state()));
        }
        if (turn.state() != pool.state() && turn.state().countedAt() == null) {
            turn.become(woken(turn.state(), now));
        }
        return turn.decided();
    }

    /** The state of a pool whose codes have been counted: they will be again. */
    public static PoolState woken(PoolState state, Instant now) {
        return state.countedAgain(now.plus(COUNTED_EVERY));
    }

    /** Whether a pool is to be filled up; an offer that is over, or gone, needs no codes. */
    public static boolean isLow(@Nullable Offer offer, PoolState state, Instant now) {
        return offer != null && !offer.isOver(now) && state.free() < offer.lowAt();
    }

    private static void take(PoolTurn turn, @Nullable Offer offer, PoolWord.Take take) {
        UUID id = take.ask().message();
        Claim claim = turn.claim(id);
        Code had = claim == null ? null : turn.code(claim.code());
        if (had != null) {
            turn.put(new ClaimRow(id, new Claim(had.text(), take.ask().number())));
            turn.give(result(turn, had));
        } else if (offer == null) {
            turn.deny(Declined.OFFER_NOT_READY, "the offer cannot be used here yet");
        } else if (!offer.isOf(take.customer().shop())) {
            turn.deny(SkipReason.OFFER_UNKNOWN, "there is no such offer for customers of this shop");
        } else if (offer.isOver(turn.now())) {
            turn.deny(SkipReason.OFFER_OVER, "the offer is over");
        } else if (turn.state().free() == 0) {
            turn.deny(SkipReason.OFFER_EMPTY, "the pool has no free code");
        } else {
            give(turn, offer, take);
        }
    }

    private static void give(PoolTurn turn, Offer offer, PoolWord.Take take) {
        long number = turn.state().first();
        UUID id = take.ask().message();
        Code free = Objects.requireNonNull(turn.code(Objects.requireNonNull(turn.free(number))));
        Code given = free.givenTo(take.customer(), new Given(id, turn.now(), offer.expiry(turn.now())));
        turn.become(turn.state().gave());
        turn.put(given);
        turn.put(new FreeRow(number, null));
        turn.put(new ClaimRow(id, new Claim(given.text(), take.ask().number())));
        turn.give(result(turn, given));
    }

    private static Map<String, Object> result(PoolTurn turn, Code code) {
        Map<String, Object> result = new HashMap<>(Map.of("offer", turn.offer(), "code", code.text()));
        if (code.given() != null && code.given().expiresAt() != null) {
            result.put("expiresAt", code.given().expiresAt().toString());
        }
        return result;
    }

    /** Not where the claim was asked for again since, or the code was redeemed: somebody has seen it. */
    private static void giveBack(PoolTurn turn, PoolWord.GiveBack back) {
        Claim claim = turn.claim(back.ask().message());
        Code code = claim == null ? null : turn.code(claim.code());
        if (claim == null || code == null || claim.asked() > back.ask().number() || code.isRedeemed()) {
            return;
        }
        turn.put(new FreeRow(turn.state().next(), code.text()));
        turn.put(Code.free(code.text()));
        turn.put(new ClaimRow(back.ask().message(), null));
        turn.become(turn.state().tookBack());
    }

    private static void add(PoolTurn turn, PoolWord.Add add) {
        long added = 0;
        long known = 0;
        for (String text : add.codes()) {
            if (turn.code(text) != null) {
                known++;
            } else if (turn.state().total() < MOST_CODES) {
                turn.put(Code.free(text));
                turn.put(new FreeRow(turn.state().next(), text));
                turn.become(turn.state().freed());
                added++;
            }
        }
        turn.give(Map.of("added", added, "known", known, "full", add.codes().size() - added - known));
    }

    private static void redeem(PoolTurn turn, PoolWord.Redeem redeem) {
        Code code = turn.code(redeem.code());
        if (code == null) {
            turn.deny(Declined.CODE_UNKNOWN, "the offer has no such code");
        } else if (code.given() == null) {
            turn.deny(Declined.CODE_NOT_GIVEN, "no customer was given this code");
        } else if (code.redemption() != null) {
            redeemedBefore(turn, redeem, code, code.redemption());
        } else if (!mayRedeem(code.holder(), redeem.customer())) {
            turn.deny(Declined.CODE_OF_ANOTHER, "another customer was given this code");
        } else if (code.isOver(turn.now()) && !redeem.done()) {
            turn.deny(
                    Declined.CODE_EXPIRED,
                    "the code was good until " + code.given().expiresAt());
        } else {
            redeem(turn, redeem, code, code.given());
        }
    }

    /** A visitor whom nobody had identified yet may be any customer by now; who was erased is nobody. */
    private static boolean mayRedeem(@Nullable CustomerKey holder, CustomerKey customer) {
        return holder == null
                || holder.equals(customer)
                || holder.shop().equals(customer.shop()) && holder.customerId().startsWith("~");
    }

    private static void redeemedBefore(PoolTurn turn, PoolWord.Redeem redeem, Code code, Redemption before) {
        boolean same = before.order() != null
                && before.order().equals(redeem.order())
                && mayRedeem(code.holder(), redeem.customer());
        if (same) {
            turn.give(redeemed(turn, code, redeem, before));
        } else {
            turn.deny(Declined.CODE_REDEEMED, "the code was redeemed at " + before.at());
        }
    }

    private static void redeem(PoolTurn turn, PoolWord.Redeem redeem, Code code, Given given) {
        Redemption redemption = new Redemption(redeem.order(), turn.now());
        turn.become(turn.state().redeemedOne());
        turn.put(code.redeemed(redemption));
        turn.give(redeemed(turn, code, redeem, redemption));
        OfferNews news = new OfferNews(turn.offer(), code.text(), given.claim(), redeem.order(), turn.now());
        turn.tell(redeem.customer(), news);
        if (code.holder() != null && !code.holder().equals(redeem.customer())) {
            turn.tell(code.holder(), news);
        }
    }

    private static Map<String, Object> redeemed(
            PoolTurn turn, Code code, PoolWord.Redeem redeem, Redemption redemption) {
        Map<String, Object> result = new HashMap<>(result(turn, code));
        result.put("customer", redeem.customer().customerId());
        result.put("redeemedAt", redemption.at().toString());
        if (redemption.order() != null) {
            result.put("order", redemption.order());
        }
        return result;
    }

    private static void forget(PoolTurn turn, PoolWord.Forget forget) {
        Code code = turn.code(forget.code());
        if (code != null && code.given() != null && code.given().claim().equals(forget.claim())) {
            turn.put(code.ofNobody());
        }
    }

    /** The stock of a pool, by name. */
    private static Map<String, Object> counts(PoolState state) {
        return Map.of("free", state.free(), "given", state.given(), "redeemed", state.redeemed());
    }
}
