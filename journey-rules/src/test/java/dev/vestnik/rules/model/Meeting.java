package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Item;
import dev.vestnik.rules.model.RandomHistory.Lag;
import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Logins of two visitors, an erasure and another customer, all about the same time, and the lags of what their keys tell each other. */
final class Meeting {
    static final String CUSTOMER = "c0";
    private static final Instant BEGINNING = Instant.parse("2026-01-12T06:00:01Z");
    private static final Duration LONGEST = Duration.ofHours(8);

    private final Random random;
    private final Instant about;
    private final Map<String, String> keys = new HashMap<>(); // of events, which may come twice

    Meeting(Random random, Instant about) {
        this.random = random;
        this.about = about;
    }

    static Item visited(Told told, int visitor) {
        return new RandomHistory.Elsewhere(
                RandomHistory.visitor(CUSTOMER, visitor),
                from(told, "+7916%07d".formatted(500 + visitor), "guest" + visitor + "@example.com"));
    }

    /** Who is not the customer has an address of their own. */
    private static Told from(Told told, String phone, String email) {
        Map<String, Object> data = new HashMap<>(told.data());
        data.computeIfPresent("phone", (name, old) -> phone);
        data.computeIfPresent("email", (name, old) -> email);
        return new Told(told.at(), told.id(), told.type(), told.occurredAt(), data);
    }

    static Told login(Instant at, String id, int visitor) {
        String visitorId = RandomHistory.visitor(CUSTOMER, visitor).substring(1);
        return new Told(at, id, MovingModel.LOGIN, at, Map.of("visitorId", visitorId));
    }

    /** A moment of the hours in which all meet. */
    Instant near() {
        return about.plusMillis(random.nextLong(LONGEST.toMillis()));
    }

    /** The event, of one of the keys. */
    Item somewhere(Told told) {
        String key = keys.computeIfAbsent(told.id(), id -> key(told));
        if (key.equals(RandomHistory.other(CUSTOMER))) {
            return new RandomHistory.Elsewhere(key, from(told, "+79160000700", "other@example.com"));
        }
        return key.equals(CUSTOMER) ? told : visited(told, key.equals(RandomHistory.visitor(CUSTOMER, 0)) ? 0 : 1);
    }

    private String key(Told told) {
        boolean device = told.type().startsWith("device.");
        boolean profile = told.type().startsWith("customer.") || told.type().startsWith("consent.");
        if (device || told.at().isBefore(BEGINNING) || profile && !one(3)) {
            return CUSTOMER;
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> CUSTOMER;
            case 4, 5, 6 -> RandomHistory.visitor(CUSTOMER, 0);
            case 7, 8 -> RandomHistory.visitor(CUSTOMER, 1);
            default -> RandomHistory.other(CUSTOMER);
        };
    }

    /** All that makes keys talk to each other. */
    List<Item> all() {
        List<Item> all = new ArrayList<>(List.of(login(about, "login", 0)));
        if (!one(3)) {
            all.add(login(near(), "login of another", 1));
        }
        if (one(3)) {
            all.add(login(near().plus(one(2) ? Duration.ofDays(1) : Duration.ZERO), "login again", 0));
        }
        if (one(3)) {
            all.add(new RandomHistory.Elsewhere(RandomHistory.other(CUSTOMER), login(near(), "login of a second", 0)));
        }
        if (one(8)) {
            all.add(new RandomHistory.Elsewhere(
                    RandomHistory.visitor(CUSTOMER, 1), login(near(), "login of a visitor", 0)));
        }
        if (one(2)) {
            Instant at = near();
            all.add(new Told(at, "erasure", Model.ERASED, at, Map.of()));
        }
        return all;
    }

    List<Lag> lags() {
        List<Lag> lags = new ArrayList<>();
        for (String visitor : List.of(RandomHistory.visitor(CUSTOMER, 0), RandomHistory.visitor(CUSTOMER, 1))) {
            for (String customer : List.of(CUSTOMER, RandomHistory.other(CUSTOMER))) {
                lag(visitor, customer, lags);
                lag(customer, visitor, lags);
            }
        }
        return lags;
    }

    private void lag(String from, String to, List<Lag> lags) {
        if (one(2)) {
            Instant begin = near().minus(LONGEST.dividedBy(2));
            lags.add(new Lag(
                    from, to, new RandomHistory.Outage(begin, begin.plusMillis(random.nextLong(LONGEST.toMillis())))));
        }
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }
}
