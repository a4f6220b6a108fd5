package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.Habit;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.KeyedEntry;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.OtherContact;
import dev.vestnik.rules.customer.People;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was seen and counted at two keys is one. */
class UnionTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey VISITOR = new CustomerKey("main", "~v");
    private static final JourneyId CART = new JourneyId("abandoned-cart");
    private static final JourneyId NEWS = new JourneyId("news");
    private static final Instant NOON = Shop.NOON;
    private static final Instant BEFORE = NOON.minusSeconds(60);
    private static final Instant UNTIL = NOON.plus(Duration.ofDays(20));

    private final Household household = new Household();

    /** A new part of the state fails here until somebody has said in {@link Union} what becomes of a visitor's. */
    @Test
    void everyPartOfAStateIsThoughtOf() {
        assertThat(Stream.of(CustomerState.class, Memory.class, History.class, Dates.class, People.class, Reach.class)
                        .flatMap(part -> Arrays.stream(part.getRecordComponents()))
                        .map(RecordComponent::getName))
                .containsExactly(
                        "profile",
                        "devices",
                        "consents",
                        "suppressions",
                        "instances",
                        "messages",
                        "goals",
                        "entries",
                        "seen",
                        "memory",
                        "reach",
                        "ties",
                        "armed",
                        "timelineNext",
                        "kept",
                        "exits",
                        "entries",
                        "exposures",
                        "counted",
                        "history",
                        "people",
                        "arms",
                        "sent",
                        "counted",
                        "offers",
                        "habits",
                        "contacts",
                        "dates",
                        "since",
                        "interests",
                        "served",
                        "service",
                        "marketing",
                        "heard",
                        "answered",
                        "tasks",
                        "dialogues",
                        "told",
                        "registrations",
                        "stops");
    }

    @Test
    void theLaterEventOfBothEndsASilence() {
        merged(heard(BEFORE, NOON), heard(NOON, BEFORE));
        Dates dates = household.state(ANNA).memory().history().dates();
        assertThat(dates.last(List.of("order.placed"))).isEqualTo(NOON);
        assertThat(dates.last(List.of("x.noted"))).isEqualTo(NOON);
    }

    private static CustomerState heard(Instant order, Instant note) {
        return state(
                List.of(),
                Memory.NONE.withHistory(History.NONE.withDates(Dates.NONE.withHeard(
                        List.of(new Dates.Heard("order.placed", order), new Dates.Heard("x.noted", note))))));
    }

    @Test
    void countsAreAddedUp() {
        merged(
                state(
                        List.of(new EntryCount(CART, BEFORE, UNTIL)),
                        new Memory(
                                List.of(),
                                List.of(),
                                List.of(new KeyedEntry(CART, 7, BEFORE, UNTIL)),
                                List.of(
                                        new Exposure(CART, BEFORE, UNTIL, false),
                                        new Exposure(NEWS, NOON, UNTIL, true)),
                                List.of(counted(1), counted(2)),
                                new History(
                                        List.of(
                                                new Assignment(CART, "which", "a", BEFORE, UNTIL),
                                                new Assignment(NEWS, "which", "a", NOON, UNTIL)),
                                        List.of(new LastSent("sales", NOON), new LastSent("news", BEFORE)),
                                        List.of(new DayCount("orders", 20_780, 21_000, 2, 100))))),
                state(
                        List.of(new EntryCount(CART, NOON, UNTIL)),
                        new Memory(
                                List.of(),
                                List.of(),
                                List.of(new KeyedEntry(CART, 8, NOON, UNTIL)),
                                List.of(
                                        new Exposure(CART, NOON, UNTIL, true),
                                        new Exposure(NEWS, BEFORE, UNTIL, false)),
                                List.of(counted(2), counted(3)),
                                new History(
                                        List.of(
                                                new Assignment(CART, "which", "b", NOON, UNTIL),
                                                new Assignment(NEWS, "which", "b", BEFORE, UNTIL)),
                                        List.of(new LastSent("sales", BEFORE), new LastSent("news", NOON)),
                                        List.of(
                                                new DayCount("orders", 20_780, 21_000, 1, 50),
                                                new DayCount("orders", 20_781, 21_000, 1, 5))))));
        CustomerState state = household.state(ANNA);
        assertThat(state.entries()).hasSize(2);
        assertThat(state.memory().entries()).extracting(KeyedEntry::key).containsExactlyInAnyOrder(7L, 8L);
        assertThat(state.memory().exposures())
                .as("the first of each, converted if either was")
                .containsExactlyInAnyOrder(
                        new Exposure(CART, BEFORE, UNTIL, true), new Exposure(NEWS, BEFORE, UNTIL, true));
        assertThat(state.memory().counted()).extracting(CountedMessage::message).containsExactlyInAnyOrder(1L, 2L, 3L);
        History history = state.memory().history();
        assertThat(history.arms())
                .as("the arm that was first")
                .extracting(arm -> arm.journey() + "/" + arm.arm())
                .containsExactlyInAnyOrder(CART + "/a", NEWS + "/b");
        assertThat(history.sent()).containsExactlyInAnyOrder(new LastSent("sales", NOON), new LastSent("news", NOON));
        assertThat(history.counted())
                .containsExactlyInAnyOrder(
                        new DayCount("orders", 20_780, 21_000, 3, 150), new DayCount("orders", 20_781, 21_000, 1, 5));
    }

    @Test
    void codesOfBothAreTheCustomersInTheOrderInWhichTheyWereGiven() {
        HeldOffer first = offer(1, BEFORE, null);
        HeldOffer own = offer(2, NOON, null);
        HeldOffer redeemed = offer(3, BEFORE, new HeldOffer.Redemption(NOON, "o1"));
        merged(
                history(History.NONE.withOffers(List.of(redeemed, own))),
                history(History.NONE.withOffers(List.of(first, offer(3, BEFORE, null)))));
        assertThat(household.state(ANNA).memory().history().offers()).containsExactly(redeemed, first, own);
    }

    @Test
    void ofTooManyCodesTheOldestGo() {
        List<HeldOffer> all = IntStream.range(0, HeldOffers.MOST)
                .mapToObj(claim -> offer(claim, BEFORE.plusSeconds(claim), null))
                .toList();
        HeldOffer later = offer(HeldOffers.MOST, NOON, null);
        merged(history(History.NONE.withOffers(all)), history(History.NONE.withOffers(List.of(later))));
        assertThat(household.state(ANNA).memory().history().offers())
                .hasSize(HeldOffers.MOST)
                .contains(later)
                .doesNotContain(all.getFirst());
        assertThat(household.story(ANNA)).contains("DROPPED offer-not-kept");
    }

    @Test
    void whatIsKnownOfAChannelIsAddedUpWithinItsBound() {
        Habit own = Habit.none(Channel.SMS, BEFORE).took(BEFORE).readAt(9, BEFORE);
        Habit came = Habit.none(Channel.SMS, NOON);
        for (int i = 0; i < 64; i++) {
            came = came.took(NOON).readAt(10, NOON);
        }
        Habit email = Habit.none(Channel.EMAIL, NOON).took(NOON);
        merged(history(History.NONE.withHabits(List.of(own))), history(History.NONE.withHabits(List.of(came, email))));
        List<Habit> habits = household.state(ANNA).memory().history().habits();
        assertThat(habits).hasSize(2).contains(email);
        assertThat(habits)
                .filteredOn(one -> one.channel() == Channel.SMS)
                .singleElement()
                .satisfies(sms -> {
                    assertThat(sms.taken()).isEqualTo((64 + 1) / 2);
                    assertThat(sms.reads().get(9)).isZero();
                    assertThat(sms.reads().get(10)).isEqualTo(32);
                    assertThat(sms.at()).isEqualTo(NOON);
                });
    }

    @Test
    void otherContactsAreKeptUntilTheLaterTime() {
        String owner = AddressKey.of("main", Channel.SMS, "+74956460054").toString();
        OtherContact own = new OtherContact(1, owner, NOON.plusSeconds(60));
        OtherContact later = new OtherContact(1, owner, UNTIL);
        OtherContact second = new OtherContact(2, owner, NOON.plusSeconds(30));
        merged(
                history(History.NONE.withContacts(List.of(own))),
                history(History.NONE.withContacts(List.of(second, later))));
        assertThat(household.state(ANNA).memory().history().contacts()).containsExactly(second, later);
    }

    @Test
    void interestsAreUnitedAndTheOwnersOfProductsHearWhoHasThemNow() {
        Interest own = new Interest(Interest.Subject.product("kettle"), Interest.Kind.VIEWED, BEFORE, 1);
        Interest later = new Interest(Interest.Subject.product("kettle"), Interest.Kind.VIEWED, NOON, 1);
        Interest other = new Interest(Interest.Subject.category("kitchen"), Interest.Kind.LIKES, BEFORE, 3);
        merged(
                history(History.NONE.withInterests(List.of(own))),
                history(History.NONE.withInterests(List.of(later, other))));
        assertThat(household.state(ANNA).memory().history().interests()).containsExactly(later, other);
        assertThat(household.only(ANNA, Effect.TellProduct.class))
                .singleElement()
                .satisfies(told -> assertThat(told.word().kinds()).containsExactly(Interest.Kind.LIKES));
    }

    @Test
    void tasksOfBothAreTheCustomersWhileThereIsRoom() {
        List<Task> own = tasks(0, Tasks.MOST_PENDING - 1);
        List<Task> came = tasks(Tasks.MOST_PENDING - 1, 2);
        merged(people(own), people(came));
        assertThat(household.state(ANNA).memory().people().tasks())
                .hasSize(Tasks.MOST_PENDING)
                .contains(came.getFirst())
                .doesNotContain(came.getLast());
        assertThat(household.story(ANNA)).contains("DROPPED task-not-made");
    }

    private static HeldOffer offer(long claim, Instant at, HeldOffer.@Nullable Redemption redemption) {
        HeldOffer.Giver giver = new HeldOffer.Giver(new UUID(0, claim), new UUID(9, claim), CART);
        return new HeldOffer("spring", "C" + claim, giver, at, null, HeldOffer.Stage.SHOWN, redemption);
    }

    private static List<Task> tasks(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(id -> new Task(
                        new UUID(0, id),
                        new Task.Origin(new UUID(9, id), CART, 1, "call"),
                        "desk",
                        null,
                        List.of(),
                        false,
                        BEFORE,
                        UNTIL,
                        new Task.Progress(Task.Status.OPEN, null, null, BEFORE)))
                .toList();
    }

    private static CustomerState history(History history) {
        return CustomerState.NEW.withMemory(Memory.NONE.withHistory(history));
    }

    private static CustomerState people(List<Task> tasks) {
        return CustomerState.NEW.withMemory(Memory.NONE.withPeople(new People(tasks, List.of())));
    }

    @Test
    void anEventThatTheVisitorsKeyHeardIsNotHeardAgain() {
        Seen seen = new Seen(7, UNTIL);
        merged(CustomerState.NEW, CustomerState.NEW.withSeen(List.of(seen)));
        assertThat(household.state(ANNA).seen()).contains(seen);
    }

    /** As if Anna had been identified as the visitor before, who sends this now. */
    private void merged(CustomerState own, CustomerState came) {
        Ties.Expected expected = new Ties.Expected(VISITOR, new UUID(1, 2), UNTIL);
        household.become(ANNA, own.withTies(Ties.NONE.withExpected(List.of(expected))));
        household.signal(ANNA, new Signal.MovedIn(VISITOR, new UUID(1, 2), came));
    }

    private static CustomerState state(List<EntryCount> entries, Memory memory) {
        return CustomerState.NEW.withEntries(entries).withMemory(memory);
    }

    private static CountedMessage counted(long message) {
        return new CountedMessage(message, Channel.SMS, JourneyClass.MARKETING, null, BEFORE, UNTIL);
    }
}
