package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Deed;
import dev.vestnik.rules.model.RandomHistory.Fate;
import dev.vestnik.rules.model.RandomHistory.Item;
import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes histories, each of a seed: the same seed, the same history. */
public final class RandomHistories {
    private static final Instant START = Instant.parse("2026-01-12T06:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(6);
    private static final List<String> CHANNELS = List.of("any", "sms", "email", "push");

    private final int number;
    private final Random random;
    private int events;

    private RandomHistories(int number, Random random) {
        this.number = number;
        this.random = random;
    }

    public static RandomHistory of(long seed) {
        return of(seed, 0, true);
    }

    /**
     * One of many customers of a shop.
     *
     * @param seed of the shop, its plans and publications, which are the same for all
     */
    public static RandomHistory of(long seed, int number) {
        return of(seed, number, false);
    }

    /** @param asking whether there are steps that ask others */
    private static RandomHistory of(long seed, int number, boolean asking) {
        RandomHistories shop = new RandomHistories(number, new Random(seed));
        RandomPlans plans = new RandomPlans(shop.random, asking);
        List<Plan> first = IntStream.rangeClosed(1, 1 + shop.random.nextInt(4))
                .mapToObj(plans::next)
                .toList();
        RandomHistory.Settings settings = shop.settings();
        List<Item> items = new ArrayList<>();
        if (shop.one(2)) {
            Plan plan = first.get(shop.random.nextInt(first.size()));
            Fate fate = Fate.values()[shop.random.nextInt(3)];
            items.add(new RandomHistory.Published(shop.moment(), plans.edited(plan, 5), fate, Map.of()));
        }
        if (shop.one(3)) {
            items.addAll(shop.pause(first));
        }
        RandomHistories customer = new RandomHistories(number, new Random(seed * 1_000_003 + number));
        items.addAll(customer.events());
        if (asking) {
            items.addAll(customer.deeds());
        }
        items.sort(Comparator.comparing(Item::at));
        boolean paused = items.stream().anyMatch(item -> item instanceof RandomHistory.Paused);
        List<RandomHistory.Outage> outages = paused ? List.of() : customer.outages();
        return new RandomHistory(seed, "c" + number, settings, first, items, outages);
    }

    /** A customer who is a visitor at first, or on another device: half of the events until the login are the visitor's, some of the later ones. */
    public static RandomHistory moving(long seed) {
        RandomHistories shop = new RandomHistories(0, new Random(seed));
        RandomPlans plans = new RandomPlans(shop.random, false);
        List<Plan> first = shop.forAll(plans);
        RandomHistory.Settings settings = shop.settings();
        Instant login = shop.moment();
        List<Item> items = new ArrayList<>();
        shop.events().forEach(told -> items.add(isVisitors(told, login) ? Meeting.visited(told, 0) : told));
        items.add(Meeting.login(login, "login", 0));
        if (shop.one(2)) {
            items.add(shop.published(plans, first, shop.moment()));
        }
        items.sort(Comparator.comparing(Item::at));
        return new RandomHistory(seed, Meeting.CUSTOMER, settings, first, items, shop.outages());
    }

    /** Two visitors who turn out to be the customer, or one of them another one, an erasure, and keys that hear of each other late. */
    public static RandomHistory meeting(long seed) {
        RandomHistories shop = new RandomHistories(0, new Random(seed));
        RandomPlans plans = new RandomPlans(shop.random, false);
        List<Plan> first = shop.forAll(plans);
        RandomHistory.Settings settings = shop.settings();
        Meeting meeting = new Meeting(shop.random, shop.moment());
        List<Item> items = new ArrayList<>();
        shop.events().forEach(told -> items.add(meeting.somewhere(told)));
        for (int i = 0; i < 8; i++) {
            items.add(meeting.somewhere(shop.told(meeting.near(), shop.type(), shop.data())));
        }
        items.addAll(meeting.all());
        if (shop.one(2)) {
            items.add(shop.published(plans, first, shop.one(2) ? meeting.near() : shop.moment()));
        }
        items.sort(Comparator.comparing(Item::at));
        return new RandomHistory(seed, Meeting.CUSTOMER, settings, first, items, List.of(), meeting.lags());
    }

    /** One to four plans without control groups, which go by the key. */
    private List<Plan> forAll(RandomPlans plans) {
        return IntStream.rangeClosed(1, 1 + random.nextInt(4))
                .mapToObj(plans::next)
                .map(Plan::forAll)
                .toList();
    }

    private Item published(RandomPlans plans, List<Plan> first, Instant at) {
        Plan plan = first.get(random.nextInt(first.size()));
        Fate fate = Fate.values()[random.nextInt(3)];
        return new RandomHistory.Published(at, plans.edited(plan, 5), fate, Map.of());
    }

    private static boolean isVisitors(Told told, Instant login) {
        Random own = new Random(told.id().hashCode() * 31L);
        boolean early = told.at().isBefore(login);
        return switch (told.type()) {
            case "device.registered", "device.removed" -> false;
            case "customer.updated", "consent.changed" -> early && own.nextInt(4) == 0;
            default -> own.nextInt(early ? 2 : 4) == 0;
        };
    }

    /**
     * Journeys of which other versions are published, most of them where runs wait: all kinds of steps change, their order and their ids
     * too.
     */
    public static RandomHistory republished(long seed) {
        RandomHistories shop = new RandomHistories(0, new Random(seed));
        RandomPlans plans = new RandomPlans(shop.random, true);
        List<Plan> first = IntStream.rangeClosed(1, 1 + shop.random.nextInt(2))
                .mapToObj(plans::next)
                .toList();
        RandomHistory.Settings settings = shop.settings();
        List<Item> items = new ArrayList<>(once(shop.events()));
        items.addAll(shop.deeds());
        List<Plan> now = new ArrayList<>(first);
        IntStream.rangeClosed(0, shop.random.nextInt(6))
                .mapToObj(number -> shop.moment())
                .sorted()
                .forEach(at -> items.add(shop.republished(plans, now, at)));
        items.sort(Comparator.comparing(Item::at));
        return new RandomHistory(seed, "c0", settings, first, items, shop.outages());
    }

    /** A journey that hears much while its message is on its way, and for whose delays events change what they hang on. */
    public static RandomHistory hearing(long seed) {
        RandomHistories shop = new RandomHistories(0, new Random(seed));
        Plan plan = new RandomPlans(shop.random, false).hearing(1);
        RandomHistory.Settings settings = shop.settings();
        List<Item> items = new ArrayList<>(shop.beginning());
        for (int i = 1 + shop.random.nextInt(6); i > 0; i--) {
            items.addAll(shop.burst());
        }
        items.sort(Comparator.comparing(Item::at));
        return new RandomHistory(seed, "c0", settings, List.of(plan), items, shop.outages());
    }

    /** The start of a run, and what comes in the hours after it. */
    private List<Told> burst() {
        Instant start = moment();
        List<Told> burst = new ArrayList<>(List.of(told(start, pick(RandomPlans.STARTS), data())));
        for (int i = random.nextInt(12); i > 0; i--) {
            String type = one(2) ? pick(RandomPlans.THINGS) : one(2) ? RandomPlans.MOVED : type();
            burst.add(told(start.plusMillis(random.nextInt(15_000_000)), type, data()));
        }
        return burst;
    }

    /**
     * Journeys that a calendar starts, beside others, for somebody who has a birthday and moves about. They go on for longer than facts are
     * kept, which are forgotten some time after that.
     */
    public static RandomHistory dated(long seed) {
        RandomHistories shop = new RandomHistories(0, new Random(seed));
        RandomPlans plans = new RandomPlans(shop.random, true);
        List<Plan> first = new ArrayList<>(List.of(plans.dated(1)));
        if (shop.one(2)) {
            first.add(plans.dated(2));
        }
        if (shop.one(2)) {
            first.add(plans.next(3).withoutFacts());
        }
        RandomHistory.Settings settings = shop.settings();
        List<Item> items = new ArrayList<>();
        once(shop.events()).forEach(told -> items.add(shop.born(told)));
        items.addAll(shop.deeds());
        List<Plan> now = new ArrayList<>(first);
        IntStream.range(0, shop.random.nextInt(4))
                .mapToObj(number -> shop.moment())
                .sorted()
                .forEach(at -> items.add(shop.republished(plans, now, at)));
        items.sort(Comparator.comparing(Item::at));
        return new RandomHistory(seed, "c0", settings, List.copyOf(first), items, shop.outages());
    }

    /** Without repetitions: an event to which no version listened has its effect when it comes again to one that does. */
    private static List<Told> once(List<Told> events) {
        Set<String> ids = new HashSet<>();
        return events.stream().filter(told -> ids.add(told.id())).toList();
    }

    /** Profiles now and then tell a birthday, in one of two years. */
    private Told born(Told told) {
        if (!told.type().equals("customer.updated") || one(3)) {
            return told;
        }
        Map<String, Object> data = new HashMap<>(told.data());
        data.put("birthday", "%d-01-%02d".formatted(1990 + random.nextInt(2), 10 + random.nextInt(12)));
        return new Told(told.at(), told.id(), told.type(), told.occurredAt(), data);
    }

    /** @param now the newest versions */
    private Item republished(RandomPlans plans, List<Plan> now, Instant at) {
        int place = random.nextInt(now.size());
        RandomPlans.Changed changed = plans.changed(now.get(place));
        now.set(place, changed.plan());
        Fate fate = one(5) ? Fate.values()[random.nextInt(3)] : Fate.MIGRATE;
        return new RandomHistory.Published(at, changed.plan(), fate, fate == Fate.MIGRATE ? changed.moves() : Map.of());
    }

    private List<Told> events() {
        List<Told> told = new ArrayList<>(beginning());
        int count = 5 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            told.addAll(some());
        }
        return told;
    }

    private List<Item> deeds() {
        List<Item> deeds = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            Deed.Kind kind = one(2) ? Deed.Kind.FINISH : Deed.Kind.values()[random.nextInt(3)];
            deeds.add(new Deed(moment(), kind, "p" + random.nextInt(2), one(2) ? null : pick(List.of("good", "bad"))));
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            String text = pick(List.of("9", "7/10", "3!", "No", "Well", "Hm"));
            deeds.add(new RandomHistory.Wrote(moment(), "w" + i, text));
        }
        return deeds;
    }

    private List<RandomHistory.Outage> outages() {
        Instant from = moment();
        return one(3) ? List.of(new RandomHistory.Outage(from, from.plusSeconds(random.nextInt(50_000)))) : List.of();
    }

    /**
     * A journey is paused for a while. It goes on when the customer is looked at: they go on by then or sooner, and which of these is not said.
     */
    private List<Item> pause(List<Plan> plans) {
        String journey = pick(plans.stream().map(Plan::id).toList());
        Instant from = moment();
        Instant to = Rules.nextLook("c" + number, from.plus(hours(40)));
        RandomHistory.Meanwhile meanwhile = RandomHistory.Meanwhile.values()[random.nextInt(3)];
        return List.of(new RandomHistory.Paused(from, journey), new RandomHistory.Resumed(to, journey, meanwhile));
    }

    private RandomHistory.Settings settings() {
        ZoneId zone = ZoneId.of(one(2) ? "UTC" : "Europe/Moscow");
        LocalTime from = LocalTime.of(random.nextInt(24), 0);
        RandomHistory.Quiet quiet =
                one(2) ? new RandomHistory.Quiet(from, from.plusHours(1 + random.nextInt(14))) : null;
        List<RandomHistory.Cap> caps = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String channel = one(2) ? CHANNELS.get(1 + random.nextInt(3)) : null;
            String topic = one(3) ? "t" + random.nextInt(2) : null;
            caps.add(new RandomHistory.Cap(1 + random.nextInt(3), hours(60), channel, topic));
        }
        return new RandomHistory.Settings(zone, quiet, caps);
    }

    private List<Told> beginning() {
        List<Told> told = new ArrayList<>();
        told.add(told(START, "customer.updated", contact()));
        if (!one(8)) {
            told.add(told(START.plusMillis(1), "consent.changed", consent("any", null, true)));
        }
        if (one(2)) {
            told.add(told(START.plusMillis(2), "device.registered", device()));
        }
        if (one(2)) {
            told.add(told(START.plusMillis(3), "consent.changed", consent("any", topic(), true)));
        }
        return told;
    }

    private Map<String, Object> contact() {
        Map<String, Object> fields = new HashMap<>(Map.of("firstName", "Anna"));
        if (!one(5)) {
            String written = events % 2 == 0 ? "+7916%07d" : "8 (916) %07d"; // a number of no one zone
            fields.put("phone", written.formatted(number));
        }
        if (!one(5)) {
            fields.put("email", "c" + number + "@example.com");
        }
        if (one(3)) {
            fields.put("timezone", one(2) ? "Europe/Berlin" : "Asia/Tokyo");
        }
        return fields;
    }

    private Map<String, Object> device() {
        return Map.of("platform", "ios", "token", RandomHistory.token("c" + number));
    }

    private static Map<String, Object> consent(String channel, @Nullable String topic, boolean granted) {
        Map<String, Object> word = new HashMap<>(Map.of("channel", channel, "granted", granted, "source", "shop"));
        if (topic != null) {
            word.put("topic", topic);
        }
        return word;
    }

    /** An event, and now and then the same again later. */
    private List<Told> some() {
        Instant at = moment();
        Told told = one(5) ? profile(at) : told(at, type(), data());
        Told late = one(6) ? occurred(told, at.minusMillis(random.nextInt(30_000_000))) : told;
        if (!one(8)) {
            return List.of(late);
        }
        Instant again = at.plusMillis(1 + random.nextInt(90_000_000));
        return List.of(late, new Told(again, late.id(), late.type(), late.occurredAt(), late.data()));
    }

    private static Told occurred(Told told, Instant at) {
        return new Told(told.at(), told.id(), told.type(), at, told.data());
    }

    private Told profile(Instant at) {
        return switch (random.nextInt(4)) {
            case 0 -> told(at, "customer.updated", contact());
            case 1 -> told(at, one(2) ? "device.registered" : "device.removed", device());
            default -> {
                String topic = one(2) ? topic() : null;
                yield told(at, "consent.changed", consent(CHANNELS.get(random.nextInt(4)), topic, !one(3)));
            }
        };
    }

    private String topic() {
        return "t" + random.nextInt(2);
    }

    private String type() {
        return switch (random.nextInt(10)) {
            case 0 -> pick(RandomPlans.ENDS);
            case 1, 2 -> pick(RandomPlans.MIDDLES);
            case 3 -> pick(List.of(RandomPlans.RESET, RandomPlans.MOVED, RandomPlans.LEAP));
            case 4 -> pick(RandomPlans.THINGS);
            default -> pick(RandomPlans.STARTS);
        };
    }

    private Map<String, Object> data() {
        String key = "k" + random.nextInt(2);
        long n = random.nextInt(10);
        String fact = "f" + random.nextInt(4);
        Map<String, Object> total = Map.of("amount", 100 * n, "currency", n == 9 ? "EUR" : "RUB");
        return Map.of("k", key, "n", n, "fact", fact, "orderId", key + fact, "total", total);
    }

    private Told told(Instant at, String type, Map<String, Object> data) {
        return new Told(at, "e" + events++, type, at, data);
    }

    private Instant moment() {
        return START.plusMillis(1_000 + (long) (random.nextDouble() * LENGTH.toMillis()));
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private Duration hours(int most) {
        return Duration.ofHours(1 + random.nextInt(most));
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }
}
