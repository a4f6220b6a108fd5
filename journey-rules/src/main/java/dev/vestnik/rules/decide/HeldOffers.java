package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.HeldOffer.Redemption;
import dev.vestnik.rules.customer.HeldOffer.Stage;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.OfferNews;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.reason.Ending;
import dev.vestnik.rules.reason.LeaveReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The codes that a customer was given. One that nothing has shown to the customer goes back to its pool when its run ends before its time,
 * or ends because the message went to nobody. Whatever may have shown it (a message that was handed to a sender, a step that tells
 * others) makes it the customer's for good: no code is two customers'.
 */
final class HeldOffers {
    static final String EVENT = "offer.redeemed";
    private static final String REPORTED = "promo.redeemed";
    private static final String SOURCE = "/vestnik/offers";

    /** A customer of flesh and blood is given less in a year. */
    static final int MOST = 100;

    /** A code that was redeemed, or is over, is shown to support for so long. */
    static final Duration SHOWN_FOR = Duration.ofDays(90);

    /** A code without an end. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private HeldOffers() {}

    /** The time at which it is forgotten. */
    static Instant until(HeldOffer held) {
        if (held.redemption() != null) {
            return held.redemption().at().plus(SHOWN_FOR);
        }
        return held.expiresAt() == null
                ? held.givenAt().plus(LONGEST)
                : held.expiresAt().plus(SHOWN_FOR);
    }

    /**
     * The codes that are still to be known, of these. The pools of the others forget who had them, since an erasure would not find them there
     * any more.
     */
    static List<HeldOffer> current(Turn turn, List<HeldOffer> offers) {
        List<HeldOffer> over =
                offers.stream().filter(held -> !until(held).isAfter(turn.now())).toList();
        if (over.isEmpty()) {
            return offers;
        }
        forget(turn, over);
        return offers.stream().filter(held -> !over.contains(held)).toList();
    }

    /**
     * Adds a code. First to go is one that was redeemed or is over, then the oldest that was shown: its pool forgets who had it. One that nobody
     * has seen goes last: its run, which may still give it back, would not find it.
     */
    static void given(Turn turn, HeldOffer held) {
        List<HeldOffer> all = new ArrayList<>(Lists.with(offers(turn), held));
        if (all.size() > MOST) {
            HeldOffer gone = Collections.min(all, Comparator.comparing(one -> worth(one, turn.now())));
            all.remove(gone);
            forget(turn, gone);
            StateBounds.drop(turn, DropReason.OFFER_NOT_KEPT, null, Map.of("offer", gone.offer()));
        }
        become(turn, all);
    }

    private static int worth(HeldOffer held, Instant now) {
        return isDone(held, now) ? 0 : held.stage() == Stage.SHOWN ? 1 : 2;
    }

    private static boolean isDone(HeldOffer held, Instant now) {
        return held.redemption() != null
                || held.expiresAt() != null && held.expiresAt().isBefore(now);
    }

    /** The run may show its codes to somebody from now on. */
    static void shown(Turn turn, Instance instance) {
        ofRun(turn, instance.id(), held -> at(held, Stage.SHOWN));
    }

    /** A message of the run went to nobody. */
    static void unsent(Turn turn, Instance instance) {
        ofRun(turn, instance.id(), held -> held.stage() == Stage.PENDING ? held.at(Stage.UNSENT) : held);
    }

    /**
     * The run has ended. One that came to its end leaves the customer what it gave without a word: a shop's checkout may show it. Any other
     * gives back what it has not shown.
     */
    static void left(Turn turn, Instance instance, LeaveReason reason) {
        ofRun(turn, instance.id(), held -> {
            if (held.stage() == Stage.SHOWN) {
                return held;
            }
            if (held.stage() == Stage.PENDING && reason == Ending.COMPLETED) {
                return held.at(Stage.SHOWN);
            }
            giveBack(turn, held);
            StateBounds.drop(
                    turn, DropReason.OFFER_RETURNED, Turn.about(instance, null), Map.of("offer", held.offer()));
            return null;
        });
    }

    /** The number is that of no later question: no other is under way once the code is here. */
    private static void giveBack(Turn turn, HeldOffer held) {
        AskId ask = new AskId(held.giver().claim(), OfferStep.GATE, Integer.MAX_VALUE, Offer.pool(held.offer()));
        turn.bringAbout(new Effect.GiveBack(ask.toString(), ask.owner()));
    }

    /** The customer is erased: the pools forget who had the codes, and take back those that nobody has seen. */
    static void forget(Turn turn) {
        for (HeldOffer held : offers(turn)) {
            if (held.stage() == Stage.SHOWN) {
                forget(turn, held);
            } else {
                giveBack(turn, held);
            }
        }
        become(turn, List.of());
    }

    /** The customer to whom these codes went with a visitor is erased, and may have shown them: none goes back. */
    static void forget(Turn turn, List<HeldOffer> left) {
        left.forEach(held -> forget(turn, held));
    }

    private static void forget(Turn turn, HeldOffer held) {
        PoolWord word = new PoolWord.Forget(held.code(), held.giver().claim());
        turn.bringAbout(new Effect.TellPool(held.offer(), word));
    }

    /** Adds a visitor's codes, in the order in which all were given. */
    static void unite(Turn turn, List<HeldOffer> came) {
        Set<UUID> known =
                offers(turn).stream().map(held -> held.giver().claim()).collect(Collectors.toSet());
        came.stream().filter(held -> !known.contains(held.giver().claim())).forEach(held -> given(turn, held));
        become(
                turn,
                offers(turn).stream()
                        .sorted(Comparator.comparing(HeldOffer::givenAt))
                        .toList());
    }

    /**
     * Tells the pool where the shop says that the customer has redeemed one of these codes. It does not go back then, whoever showed it.
     *
     * @return true where it is one of them
     */
    static boolean reported(Turn turn, Event event) {
        if (!event.type().equals(REPORTED) || offers(turn).isEmpty()) {
            return false;
        }
        String order = event.data().get("orderId") instanceof String id ? id : null;
        List<HeldOffer> reported = offers(turn).stream()
                .filter(held -> held.code().equals(event.data().get("code")) && held.redemption() == null)
                .toList();
        for (HeldOffer held : reported) {
            PoolWord word = new PoolWord.Redeem(held.code(), turn.customer(), order, true);
            turn.bringAbout(new Effect.TellPool(held.offer(), word));
        }
        replace(turn, held -> reported.contains(held) ? at(held, Stage.SHOWN) : held);
        return !reported.isEmpty();
    }

    private static HeldOffer at(HeldOffer held, Stage stage) {
        return held.stage() == stage ? held : held.at(stage);
    }

    /** A code was redeemed, which its pool tells once, and once more to the key of a visitor who had it: an event for the journeys. */
    static void redeemed(Turn turn, EventRules events, OfferNews news) {
        HeldOffer held = offers(turn).stream()
                .filter(one -> one.giver().claim().equals(news.claim()))
                .findFirst()
                .orElse(null);
        if (held != null && held.redemption() != null) {
            return;
        }
        if (held != null) {
            Redemption redemption = new Redemption(news.at(), news.order());
            replace(turn, one -> one == held ? one.redeemed(redemption) : one);
        }
        Event event = new Event(SOURCE, news.claim().toString(), EVENT, news.at(), data(news));
        if (EventRules.seen(turn.state(), event)) {
            return;
        }
        Map<String, String> inputs = new HashMap<>(Map.of("offer", news.offer()));
        if (news.order() != null) {
            inputs.put("order", news.order());
        }
        turn.record(Outcome.REDEEMED, null, about(turn, held), null, List.of(), inputs);
        events.derived(turn, event, true);
    }

    private static @Nullable About about(Turn turn, @Nullable HeldOffer held) {
        return held == null
                ? null
                : turn.instance(held.giver().instance())
                        .map(instance -> Turn.about(instance, null))
                        .orElse(null);
    }

    private static Map<String, Object> data(OfferNews news) {
        Map<String, Object> data = new HashMap<>(Map.of("offer", news.offer(), "code", news.code()));
        if (news.order() != null) {
            data.put("orderId", news.order());
        }
        return Map.copyOf(data);
    }

    private static void ofRun(Turn turn, UUID instance, Change change) {
        if (!offers(turn).isEmpty()) {
            replace(turn, held -> held.giver().instance().equals(instance) ? change.of(held) : held);
        }
    }

    /** The fate of a code. */
    private interface Change {
        /** Null where it is not the customer's any more. */
        @Nullable
        HeldOffer of(HeldOffer held);
    }

    private static void replace(Turn turn, Change change) {
        List<HeldOffer> before = offers(turn);
        List<HeldOffer> after = new ArrayList<>(before.size());
        boolean same = true;
        for (HeldOffer held : before) {
            HeldOffer now = change.of(held);
            same &= now == held;
            if (now != null) {
                after.add(now);
            }
        }
        if (!same) {
            become(turn, after);
        }
    }

    private static List<HeldOffer> offers(Turn turn) {
        return turn.state().memory().history().offers();
    }

    private static void become(Turn turn, List<HeldOffer> offers) {
        if (offers.isEmpty() && offers(turn).isEmpty()) {
            return;
        }
        var memory = turn.state().memory();
        turn.become(turn.state().withMemory(memory.withHistory(memory.history().withOffers(offers))));
    }
}
