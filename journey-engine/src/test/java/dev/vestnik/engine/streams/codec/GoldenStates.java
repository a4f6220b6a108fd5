package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Habit;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.KeptEvent;
import dev.vestnik.rules.customer.KeyedEntry;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.OtherContact;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.PastExit;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.FailureReason;
import dev.vestnik.rules.reason.HoldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The states whose bytes are kept in {@code src/test/resources/states}: what engines of each format have left in their stores. */
final class GoldenStates {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final JourneyId CART = new JourneyId("abandoned-cart");
    private static final UUID INSTANCE = UUID.fromString("9b2d9c1e-50f7-8b1d-8f0e-1c9a3b7d5e21");
    private static final UUID OTHER = UUID.fromString("9b2d9c1e-60f7-8b1d-8f0e-1c9a3b7d5e22");
    private static final UUID ENDED = UUID.fromString("9b2d9c1e-70f7-8b1d-8f0e-1c9a3b7d5e23");
    private static final UUID MESSAGE = UUID.fromString("9b2d9c1e-11aa-8222-9f0e-1c9a3b7d5e99");

    private GoldenStates() {}

    static Map<String, CustomerState> all() {
        return new TreeMap<>(
                Map.of("new", CustomerState.NEW, "idle", idle(), "cart", cart(), "busy", busy(), "stuck", stuck()));
    }

    /** A state with the parts of feature level 4, for which format 2 has no room. */
    static CustomerState remembering() {
        return cart().withMemory(new Memory(
                List.of(new KeptEvent(INSTANCE, "order.placed", event(), NOON)),
                List.of(new PastExit(
                        "order.placed", Map.of("cartId", "c-77120913"), NOON, NOON.plus(Duration.ofMinutes(30)))),
                List.of(new KeyedEntry(CART, 0x1122334455667788L, NOON, NOON.plus(Duration.ofDays(30)))),
                List.of(
                        new Exposure(CART, NOON, NOON.plus(Duration.ofDays(90)), true),
                        new Exposure(new JourneyId("welcome"), NOON, NOON.plus(Duration.ofDays(90)), false))));
    }

    /** A state with the arms of feature level 6. */
    static CustomerState drawn() {
        return idle().withMemory(Memory.NONE.withHistory(new History(
                List.of(
                        new Assignment(CART, "which", "plain", NOON, NOON.plus(Duration.ofDays(400))),
                        new Assignment(new JourneyId("welcome"), "which", "code", NOON, NOON.plus(Duration.ofDays(1)))),
                List.of(new LastSent("cart-reminders", NOON), new LastSent("news", NOON.plusSeconds(5))),
                List.of(
                        new DayCount("abandoned-cart/orders", 20_780, 21_144, 2, 129_900),
                        new DayCount("abandoned-cart/orders", 20_781, 21_145, 1, -5)))));
    }

    /** A state with the habits of feature level 6, and contacts that are not the customer's. */
    static CustomerState learned() {
        List<Integer> reads = new ArrayList<>(Collections.nCopies(24, 0));
        reads.set(8, 1);
        reads.set(20, 30);
        return idle().withMemory(Memory.NONE.withHistory(History.NONE
                .withHabits(List.of(
                        new Habit(Channel.EMAIL, 3, Collections.nCopies(24, 0), NOON),
                        new Habit(Channel.PUSH, 64, reads, NOON.plusSeconds(5))))
                .withContacts(List.of(new OtherContact(
                        0x1122334455667788L,
                        "/address/main/sms/00112233445566778899aabbccddeeff",
                        NOON.plus(Duration.ofDays(7)))))));
    }

    /** A state with the calendar of feature level 7. */
    static CustomerState dated() {
        return idle().withMemory(Memory.NONE.withHistory(History.NONE.withDates(new Dates(
                NOON,
                null,
                NOON.plus(Duration.ofDays(200)),
                List.of(new Dates.Heard("x.noted", NOON.minusSeconds(5)), new Dates.Heard("order.placed", NOON)),
                List.of(new Dates.Answered(CART, NOON))))));
    }

    /** A state that says since when there is a customer, of feature level 8. */
    static CustomerState known() {
        return idle().withMemory(Memory.NONE.withHistory(History.NONE.withSince(NOON)));
    }

    /** A state with the interests of feature level 10. */
    static CustomerState interested() {
        return idle().withMemory(Memory.NONE.withHistory(History.NONE.withInterests(List.of(
                new Interest(Interest.Subject.product("kettle"), Interest.Kind.VIEWED, NOON, 2),
                new Interest(Interest.Subject.product("kettle"), Interest.Kind.CART, NOON.plusSeconds(5), 1),
                new Interest(Interest.Subject.category("kitchen"), Interest.Kind.LIKES, NOON, 3)))));
    }

    /** A state with what frequency caps count, of feature level 6. */
    static CustomerState counting() {
        return remembering()
                .withMemory(remembering()
                        .memory()
                        .withCounted(List.of(
                                new CountedMessage(
                                        0x1122334455667788L,
                                        Channel.SMS,
                                        JourneyClass.MARKETING,
                                        "news",
                                        NOON,
                                        NOON.plus(Duration.ofDays(7))),
                                new CountedMessage(
                                        -42,
                                        Channel.PUSH,
                                        JourneyClass.SERVICE,
                                        null,
                                        NOON,
                                        NOON.plus(Duration.ofDays(1))))));
    }

    /** A state with the other keys of the same person, of feature level 6. */
    static CustomerState tied() {
        CustomerKey customer = new CustomerKey("main", "anna");
        CustomerKey visitor = new CustomerKey("main", "~v");
        return idle().withTies(new Ties(
                new Ties.Departure(customer, MESSAGE, NOON, NOON.plus(Duration.ofDays(31)), idle()),
                List.of(new Ties.Expected(visitor, MESSAGE, NOON.plus(Duration.ofDays(31)))),
                List.of(new Ties.Joined(visitor, MESSAGE, NOON, NOON.plus(Duration.ofDays(31)))),
                new Ties.Erasure(NOON, List.of(visitor), NOON.plus(Duration.ofDays(31)))));
    }

    /** A state with the part of feature level 5. */
    static CustomerState reached() {
        return idle().withReach(new Reach(
                true,
                List.of(new Reach.Registration(0x1122334455667788L, NOON)),
                List.of(new Reach.Stop(Channel.SMS, -42, NOON.minusSeconds(60)))));
    }

    /** Messages of which feature level 5 knows more. */
    static CustomerState reported() {
        return cart().withMessages(List.of(
                message(INSTANCE, Channel.SMS, -42, Outstanding.Status.FAILED).withPutOffs(new PutOffs(1, null)),
                message(ENDED, Channel.PUSH, 0, Outstanding.Status.READ)));
    }

    /** A message that is put off. */
    static CustomerState putOff() {
        return cart().withMessages(List.of(message(INSTANCE, Channel.SMS, -42, Outstanding.Status.FAILED)
                .withPutOffs(new PutOffs(2, NOON.plusSeconds(40)))));
    }

    /** A message of which several channels are held that have their turn at once. */
    static CustomerState heldAtOnce() {
        return cart().withInstances(List.of(instance(
                INSTANCE,
                new Position.Held(
                        0,
                        NOON,
                        HoldReason.labelled("quiet-hours"),
                        NOON.plusSeconds(5),
                        2,
                        List.of(HoldReason.labelled("capped"), HoldReason.labelled("asking"))))));
    }

    private static CustomerState idle() {
        return CustomerState.NEW
                .withProfile(new Profile(Map.of("phone", "+74956460054")))
                .withConsents(List.of(new Consent(Channel.SMS, null, true, NOON, "checkout", null)))
                .withTimelineNext(12);
    }

    private static CustomerState cart() {
        return idle().withInstances(List.of(instance(INSTANCE, new Position.Waiting(NOON, NOON.plusSeconds(7200)))))
                .withGoals(List.of(
                        new GoalWatch(INSTANCE, CART, 3, "c-77120913", Map.of(), NOON.plus(Duration.ofDays(7)))))
                .withEntries(List.of(new EntryCount(CART, NOON, NOON.plus(Duration.ofDays(30)))))
                .withSeen(List.of(new Seen(0x1122334455667788L, NOON.plus(Duration.ofDays(30)))))
                .withArmed(new Armed(null, NOON.plusSeconds(7200)));
    }

    private static CustomerState busy() {
        return cart().withProfile(new Profile(Map.of(
                        "name", "Анна 🎁", "birthday", "1990-02-28", "attributes", Map.of("tier", 3L, "vip", true))))
                .withDevices(List.of(
                        new Device(Device.Platform.WEB, "https://push.example/1", "key", "secret"),
                        new Device(Device.Platform.IOS, "token", null, null),
                        new Device(Device.Platform.ANDROID, "token-2", null, null)))
                .withConsents(List.of(
                        new Consent(null, null, true, NOON, "checkout", null),
                        new Consent(Channel.EMAIL, "news", false, NOON, "unsubscribe-link", "proof"),
                        new Consent(Channel.PUSH, null, true, NOON, "support", null)))
                .withSuppressions(List.of(new Suppression(Channel.SMS, Long.MIN_VALUE, "unknown-number", NOON)))
                .withInstances(List.of(
                        instance(
                                INSTANCE,
                                new Position.Held(1, NOON, HoldReason.labelled("quiet-hours"), NOON.plusSeconds(5))),
                        instance(OTHER, new Position.Sent(2, NOON, MESSAGE, NOON.plusSeconds(9)))))
                .withMessages(List.of(
                        message(OTHER, Channel.EMAIL, -42, Outstanding.Status.FAILED),
                        message(ENDED, Channel.PUSH, 0, Outstanding.Status.REPLIED)))
                .withGoals(List.of(
                        new GoalWatch(OTHER, CART, 3, "another-key", Map.of(), NOON),
                        new GoalWatch(ENDED, CART, 2, "c-1", context(), NOON)))
                .withArmed(new Armed(NOON, NOON.minusMillis(1)))
                .withTimelineNext(4711);
    }

    private static CustomerState stuck() {
        Position.Failure failure =
                new Position.Failure(FailureReason.labelled("failed"), "IllegalStateException at somewhere");
        Position.Missed missed = new Position.Missed("order.placed", event(), NOON);
        return cart().withInstances(List.of(
                instance(INSTANCE, new Position.Stuck(NOON, failure, NOON.minusSeconds(5), null, List.of())),
                instance(
                        OTHER,
                        new Position.Stuck(
                                NOON,
                                failure,
                                NOON,
                                new Position.Waiting(NOON, NOON.plusSeconds(7200)),
                                List.of(missed))),
                instance(ENDED, new Position.Queued(NOON))));
    }

    private static Instance instance(UUID id, Position position) {
        return new Instance(
                id, CART, 3, "c-77120913", "quiet", 0, position, context(), event(), "cart.updated", NOON, NOON);
    }

    private static Outstanding message(UUID instance, Channel channel, long address, Outstanding.Status status) {
        return new Outstanding(
                MESSAGE,
                instance,
                CART,
                3,
                "remind",
                "cart-reminder",
                channel,
                2,
                PutOffs.NONE,
                address,
                status,
                NOON,
                NOON.plusSeconds(60));
    }

    private static Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("items", List.of(item()));
        context.put("total", Map.of("amount", 129_900L));
        context.put("share", 0.25);
        context.put("at", NOON);
        return context;
    }

    private static Map<String, Object> event() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("cartId", "c-77120913");
        event.put("items", List.of(item()));
        event.put("largest", Long.MIN_VALUE);
        return event;
    }

    private static Map<String, Object> item() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("productId", "sku-77102");
        item.put("name", "Electric kettle, 1.7 l");
        item.put("quantity", 1L);
        return item;
    }
}
