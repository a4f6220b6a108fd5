package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.Interest.Kind;
import dev.vestnik.rules.customer.Interest.Subject;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.product.InterestWord;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.reason.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the customer's interests, read off the shop's events, as far as a journey listens to news of products; and tells them to
 * the owners of products. A decision that changes none of it costs a comparison.
 */
final class Interests {
    /** Views come by the hundred. */
    private static final Duration OF_VIEWS = Duration.ofHours(1);

    /** A longer name is no category that people choose from. */
    private static final int LONGEST_CATEGORY = 200;

    /** There is no product with a longer id, nor a customer. */
    static final int LONGEST_ID = 1_024;

    private Interests() {}

    /** Whether a journey listens to the news that concern who has an interest of this kind. */
    private static boolean isAsked(Turn turn, Kind kind) {
        ProductNews.Kind news = switch (kind) {
            case VIEWED, CART -> ProductNews.Kind.PRICE_DROPPED;
            case WAITS -> ProductNews.Kind.RESTOCKED;
            case BOUGHT, LIKES -> ProductNews.Kind.LAUNCHED;
        };
        return turn.definitions().concerns(news.event());
    }

    static void hear(Turn turn, Event event) {
        if (!turn.allows(FeatureLevel.PRODUCTS)) {
            return;
        }
        switch (event.type()) {
            case "product.viewed" -> viewed(turn, event);
            case "cart.updated" -> {
                Set<Subject> products = products(event);
                carted(turn, first(products, Kind.CART.most()));
                if (products.size() > Kind.CART.most() && isAsked(turn, Kind.CART)) {
                    dropped(turn, Kind.CART);
                }
            }
            case "cart.cleared" -> carted(turn, Set.of());
            case "order.placed" -> bought(turn, first(products(event), Kind.BOUGHT.most()));
            case "waitlist.joined" -> show(turn, product(event), Kind.WAITS);
            case "waitlist.left" -> end(turn, product(event), EnumSet.of(Kind.WAITS));
            default -> {}
        }
    }

    private static void viewed(Turn turn, Event event) {
        Subject product = product(event);
        boolean again = product != null && isFresh(turn, product, Kind.VIEWED);
        show(turn, product, Kind.VIEWED);
        if (!again && event.data().get("category") instanceof String name && name.length() <= LONGEST_CATEGORY) {
            Subject category = Subject.category(name);
            if (product != null || !isFresh(turn, category, Kind.LIKES)) {
                show(turn, category, Kind.LIKES);
            }
        }
    }

    private static boolean isFresh(Turn turn, Subject subject, Kind kind) {
        Interest known = find(all(turn), subject, kind);
        return known != null && !now(turn).isAfter(known.at().plus(OF_VIEWS));
    }

    /** Keeps the products of the cart as it is now; those that are not in it any more are no interest. */
    private static void carted(Turn turn, Set<Subject> products) {
        become(
                turn,
                all(turn).stream()
                        .filter(one -> one.kind() != Kind.CART || products.contains(one.subject()))
                        .toList());
        products.forEach(product -> show(turn, product, Kind.CART));
    }

    private static void bought(Turn turn, Set<Subject> products) {
        for (Subject product : products) {
            end(turn, product, EnumSet.of(Kind.VIEWED, Kind.CART, Kind.WAITS));
            show(turn, product, Kind.BOUGHT);
        }
    }

    private static @Nullable Subject product(Event event) {
        return event.data().get("productId") instanceof String id ? subject(id) : null;
    }

    private static @Nullable Subject subject(String id) {
        return id.length() <= LONGEST_ID ? Subject.product(id) : null;
    }

    private static Set<Subject> first(Set<Subject> products, int most) {
        return products.stream().limit(most).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Subject> products(Event event) {
        Set<Subject> products = new LinkedHashSet<>();
        if (event.data().get("items") instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> fields
                        && fields.get("productId") instanceof String id
                        && id.length() <= LONGEST_ID) {
                    products.add(Subject.product(id));
                }
            }
        }
        return products;
    }

    private static void show(Turn turn, @Nullable Subject subject, Kind kind) {
        if (subject == null || !isAsked(turn, kind)) {
            return;
        }
        Interest known = find(all(turn), subject, kind);
        if (known == null) {
            add(turn, new Interest(subject, kind, now(turn), 1));
        } else if (kind == Kind.LIKES || isLater(turn, known)) {
            add(turn, known.shown(now(turn)));
        }
    }

    private static boolean isLater(Turn turn, Interest known) {
        return now(turn).isAfter(known.kind() == Kind.VIEWED ? known.at().plus(OF_VIEWS) : known.at());
    }

    private static Instant now(Turn turn) {
        return turn.cause().nominalAt().truncatedTo(ChronoUnit.MILLIS);
    }

    /** First to go is the one of its kind that was shown first. The last ones are what is meant by views and purchases; a decision says it of a wait. */
    private static void add(Turn turn, Interest interest) {
        List<Interest> all = new ArrayList<>(all(turn));
        all.removeIf(one -> is(one, interest.subject(), interest.kind()));
        all.add(interest);
        List<Interest> same =
                all.stream().filter(one -> one.kind() == interest.kind()).toList();
        if (same.size() > interest.kind().most()) {
            all.remove(Collections.min(same, Comparator.comparing(Interest::at)));
            if (interest.kind() == Kind.WAITS) {
                dropped(turn, Kind.WAITS);
            }
        }
        become(turn, all);
    }

    private static void dropped(Turn turn, Kind kind) {
        StateBounds.drop(turn, DropReason.INTEREST_NOT_KEPT, null, Map.of("kind", ProductNewsRules.label(kind)));
    }

    /** The interests of these kinds in a product are over. */
    static void end(Turn turn, @Nullable Subject subject, Set<Kind> kinds) {
        become(
                turn,
                all(turn).stream()
                        .filter(one -> !one.subject().equals(subject) || !kinds.contains(one.kind()))
                        .toList());
    }

    /** Ends the interests whose time is over: their owners had better not tell of them. */
    static void endPast(Turn turn) {
        become(
                turn,
                all(turn).stream()
                        .filter(one -> one.until().isAfter(turn.now()))
                        .toList());
    }

    /** The kinds of interest that the customer has shown in a subject, and not later than that. */
    static Set<Kind> shownUntil(Turn turn, Subject subject, Instant latest) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Interest one : all(turn)) {
            if (one.subject().equals(subject) && one.isTold() && !one.at().isAfter(latest)) {
                kinds.add(one.kind());
            }
        }
        return kinds;
    }

    /** Adds what a visitor was interested in: the later time counts. */
    static void unite(Turn turn, List<Interest> came) {
        for (Interest one : came) {
            Interest known = find(all(turn), one.subject(), one.kind());
            if (known == null || one.at().isAfter(known.at()) || one.looks() > known.looks()) {
                int looks = known == null ? one.looks() : Math.max(one.looks(), known.looks());
                Instant at = known == null || one.at().isAfter(known.at()) ? one.at() : known.at();
                add(turn, new Interest(one.subject(), one.kind(), at, looks));
            }
        }
    }

    /** Takes the places in waiting lists that the visitor had who is the customer. */
    static void takePlaces(Turn turn, CustomerKey visitor, List<Interest> came) {
        for (Interest one : came) {
            if (one.kind() == Kind.WAITS && find(all(turn), one.subject(), Kind.WAITS) != null) {
                ProductKey product =
                        ProductKey.of(turn.customer().shop(), one.subject().id());
                turn.bringAbout(new Effect.TellProduct(
                        product, new InterestWord(turn.customer(), EnumSet.of(Kind.WAITS), visitor)));
            }
        }
    }

    /** Tells the owners what this decision has changed. */
    static void follow(Turn turn, CustomerState before) {
        List<Interest> had = held(before);
        List<Interest> has = held(turn.state());
        if (had == has) {
            return;
        }
        Map<ProductKey, Set<Kind>> was = told(turn, had);
        Map<ProductKey, Set<Kind>> is = told(turn, has);
        was.forEach((key, kinds) -> {
            if (!is.containsKey(key)) {
                tell(turn, key, Set.of());
            }
        });
        is.forEach((key, kinds) -> {
            if (!kinds.equals(was.get(key))) {
                tell(turn, key, kinds);
            }
        });
    }

    /** The interests of a key: those of a visitor who moves out are the visitor's until the customer has them. */
    private static List<Interest> held(CustomerState state) {
        Ties.Departure departure = state.ties().departure();
        CustomerState left = departure == null ? null : departure.left();
        return (left == null ? state : left).memory().history().interests();
    }

    private static Map<ProductKey, Set<Kind>> told(Turn turn, List<Interest> interests) {
        Map<ProductKey, Set<Kind>> told = new LinkedHashMap<>();
        for (Interest one : interests) {
            if (one.isTold()) {
                ProductKey key = one.kind() == Kind.WAITS
                        ? ProductKey.of(turn.customer().shop(), one.subject().id())
                        : ProductKey.of(turn.customer(), one.subject());
                told.computeIfAbsent(key, first -> EnumSet.noneOf(Kind.class)).add(one.kind());
            }
        }
        return told;
    }

    private static void tell(Turn turn, ProductKey key, Set<Kind> kinds) {
        turn.bringAbout(new Effect.TellProduct(key, new InterestWord(turn.customer(), kinds)));
    }

    private static @Nullable Interest find(List<Interest> all, Subject subject, Kind kind) {
        for (Interest one : all) {
            if (is(one, subject, kind)) {
                return one;
            }
        }
        return null;
    }

    private static boolean is(Interest one, Subject subject, Kind kind) {
        return one.kind() == kind && one.subject().equals(subject);
    }

    private static List<Interest> all(Turn turn) {
        return turn.state().memory().history().interests();
    }

    private static void become(Turn turn, List<Interest> interests) {
        if (!interests.equals(all(turn))) {
            var memory = turn.state().memory();
            turn.become(
                    turn.state().withMemory(memory.withHistory(memory.history().withInterests(interests))));
        }
    }
}
