package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.Interest.Kind;
import dev.vestnik.rules.customer.Interest.Subject;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.recommend.Recommending;
import dev.vestnik.rules.recommend.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells products which others a customer bought, or viewed, together with them, as far as a journey asks for that; and finds what a question
 * for recommendations is about, and what is none for this customer.
 */
final class Recommendations {
    private static final int USUAL = 3;

    /** So many products of an order hear of each other: a larger one is no choice of products that belong together. */
    private static final int MOST_AT_ONCE = 20;

    private Recommendations() {}

    /** Whether a journey asks for recommendations that need interests of this kind, be it to leave them out. */
    static boolean need(Turn turn, Kind kind) {
        return switch (kind) {
            case VIEWED -> asks(turn, Together.VIEWED);
            case BOUGHT, CART -> asks(turn, Together.VIEWED) || asks(turn, Together.BOUGHT);
            case WAITS, LIKES -> false;
        };
    }

    private static boolean asks(Turn turn, Together together) {
        return turn.definitions().asks(together.source());
    }

    /** The customer had these products now, and others not long ago: each hears of each. */
    static void tell(Turn turn, Together together, Set<Subject> now) {
        if (!asks(turn, together)) {
            return;
        }
        Instant since = turn.cause().nominalAt().minus(window(together));
        List<Subject> before = all(turn, kind(together))
                .filter(one -> !one.at().isBefore(since))
                .map(Interest::subject)
                .filter(subject -> !now.contains(subject))
                .limit(mostBefore(together))
                .toList();
        List<Subject> first = now.stream().limit(MOST_AT_ONCE).toList();
        before.forEach(subject -> tell(turn, subject, together, first));
        List<Subject> both = new ArrayList<>(first);
        both.addAll(before);
        first.forEach(subject -> tell(turn, subject, together, both));
    }

    private static void tell(Turn turn, Subject subject, Together together, List<Subject> others) {
        List<String> ids = others.stream()
                .filter(other -> !other.equals(subject))
                .map(Subject::id)
                .toList();
        if (!ids.isEmpty()) {
            ProductKey product = ProductKey.of(turn.customer().shop(), subject.id());
            turn.bringAbout(new Effect.TellCompanions(product, together, ids));
        }
    }

    /** The time in which what a customer did belongs together: a visit; an order and those that follow it. */
    private static Duration window(Together together) {
        return switch (together) {
            case VIEWED -> Duration.ofHours(1);
            case BOUGHT -> Duration.ofDays(30);
        };
    }

    private static int mostBefore(Together together) {
        return switch (together) {
            case VIEWED -> 3;
            case BOUGHT -> 10;
        };
    }

    private static Kind kind(Together together) {
        return switch (together) {
            case VIEWED -> Kind.VIEWED;
            case BOUGHT -> Kind.BOUGHT;
        };
    }

    /** The question; null where it would be about nothing: no product is named, and the customer has had none. */
    static Request.@Nullable Recommend question(
            Turn turn, Together together, LookupStep step, Map<String, Object> params) {
        List<String> about = step.params().containsKey(LookupStep.PRODUCT)
                ? named(params.get(LookupStep.PRODUCT))
                : profile(turn, together);
        if (about.isEmpty()) {
            return null;
        }
        Set<String> without = new LinkedHashSet<>(about);
        Stream.concat(all(turn, Kind.BOUGHT), all(turn, Kind.CART))
                .forEach(one -> without.add(one.subject().id()));
        int most = params.get(LookupStep.MOST) instanceof Number number ? number.intValue() : USUAL;
        return new Request.Recommend(
                together.source(),
                about,
                List.copyOf(without),
                Math.clamp(most, 1, Recommending.MOST_FOUND),
                turn.now().plus(step.timeout()));
    }

    private static List<String> named(@Nullable Object value) {
        Stream<?> values = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
        return values.filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(id -> !id.isEmpty() && id.length() <= Interests.LONGEST_ID)
                .distinct()
                .limit(Recommending.MOST_ABOUT)
                .toList();
    }

    private static List<String> profile(Turn turn, Together together) {
        return all(turn, kind(together))
                .map(one -> one.subject().id())
                .limit(Recommending.MOST_ABOUT)
                .toList();
    }

    /** The interests of a kind, the one that was shown last at the front. */
    private static Stream<Interest> all(Turn turn, Kind kind) {
        List<Interest> all = new ArrayList<>(turn.state().memory().history().interests());
        return all.reversed().stream().filter(one -> one.kind() == kind);
    }
}
