package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressState.Stop;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.address.Inbound.Kind;
import dev.vestnik.rules.address.InboundDecided.Outcome;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Reach;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What people send from their phones comes to those who have them: as a STOP or START, and as an event. */
class WrittenTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey BORIS = Household.BORIS;
    private static final String PHONE = "+74956460054";
    private static final AddressKey KEY = AddressKey.of("main", Channel.SMS, PHONE);

    private final Household household = household();

    private static Household household() {
        return new Household(Written.journey("""
                        {id: sale, class: marketing, topic: sales, entry: {on: x.sale, key: event.id}, start: tell,
                         steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}
                        """), Written.journey("""
                        {id: ready, class: service, entry: {on: order.ready, key: event.orderId}, start: tell,
                         steps: {tell: {type: message, template: hello, channels: [{via: sms}], onSent: wait, onNone: wait},
                                 wait: {type: waitUntil, timeout: P1D, on: [{on: message.inbound, match: '!has(event.word)', next: thank}]},
                                 thank: {type: message, template: hello, channels: [{via: sms}]}}}
                        """), Written.journey("""
                        {id: answered, class: service, start: end, steps: {end: {type: end}},
                         entry: {on: message.inbound, if: 'event.kind == "text" && event.text.startsWith("Where")'}}
                        """));
    }

    private void lives(CustomerKey customer) {
        household.happens(customer, "customer.updated", Map.of("phone", PHONE));
        household.after(1);
        household.happens(customer, "consent.changed", Map.of("channel", "any", "granted", true, "source", "checkout"));
        household.after(1);
    }

    private Outcome writes(String text) {
        household.after(1);
        Outcome outcome = household.writes(KEY, Kind.TEXT, text).outcome();
        household.settle();
        return outcome;
    }

    private boolean isSold(CustomerKey customer) {
        int before = household.sent(customer).size();
        household.happens(customer, "x.sale", Map.of("id", "s" + household.story(customer)));
        return household.sent(customer).size() > before;
    }

    @Test
    void aStopEndsMarketingForAllWhoHaveThePhoneAndForWhoTakesItLater() {
        lives(ANNA);
        lives(BORIS);
        assertThat(writes("Стоп!")).isEqualTo(Outcome.STOPPED);
        assertThat(isSold(ANNA) || isSold(BORIS)).isFalse();
        CustomerKey vera = new CustomerKey("main", "vera");
        lives(vera);
        assertThat(household.story(vera)).contains("CONSENT address-stopped");
        household.happens(ANNA, "order.ready", Map.of("orderId", "o1"));
        assertThat(household.sent(ANNA)).as("what must be known still comes").hasSize(1);
    }

    @Test
    void theDecisionSaysWhereItWasSaidAndWhichWord() {
        lives(ANNA);
        writes("стоп");
        Decision decision = household.only(ANNA, Effect.Record.class).getLast().decision();
        assertThat(decision.outcome()).isEqualTo(Decision.Outcome.CONSENT);
        assertThat(decision.inputs()).isEqualTo(Map.of("channel", "sms", "source", "inbound", "evidence", "стоп"));
        assertThat(decision.cause()).isEqualTo("message.inbound");
    }

    @Test
    void aStopBeforeAnybodyHasThePhoneIsKept() {
        assertThat(writes("STOP")).isEqualTo(Outcome.STOPPED);
        assertThat(household.address(KEY).forgetAt()).isNotNull();
        lives(ANNA);
        assertThat(isSold(ANNA)).as("a yes that was said since").isTrue();
        household.happens(BORIS, "customer.updated", Map.of("phone", PHONE));
        assertThat(household.state(BORIS).reach().stops()).hasSize(1);
    }

    @Test
    void aStartGivesBackWhatAStopTookAndNoMore() {
        lives(ANNA);
        household.happens(BORIS, "customer.updated", Map.of("phone", PHONE));
        writes("stop");
        assertThat(writes("START")).isEqualTo(Outcome.RESUMED);
        assertThat(household.story(ANNA)).contains("CONSENT address-resumed");
        assertThat(isSold(ANNA)).isTrue();
        assertThat(isSold(BORIS)).as("who never said yes").isFalse();
    }

    @Test
    void whoBlocksTheSenderAndOpensTheConversationAgainHasSaidIt() {
        lives(ANNA);
        household.writes(KEY, Kind.BLOCK, "");
        household.settle();
        assertThat(isSold(ANNA)).isFalse();
        household.writes(KEY, Kind.START, "/start");
        household.settle();
        assertThat(isSold(ANNA)).isTrue();
    }

    /** Nobody knows who of them wrote it: a yes of one does not speak for the other. */
    @Test
    void noCustomerTakesTheStopOfAnAddressBackForOthers() {
        lives(ANNA);
        lives(BORIS);
        writes("stop");
        for (boolean granted : List.of(false, true)) {
            household.after(1);
            household.happens(
                    ANNA, "consent.changed", Map.of("channel", "sms", "granted", granted, "source", "support"));
        }
        assertThat(isSold(ANNA)).isTrue();
        assertThat(isSold(BORIS)).isFalse();
    }

    @Test
    void aMessageThatNoSenderHasHandedOnIsTakenBack() {
        lives(ANNA);
        isSold(ANNA);
        writes("stop");
        assertThat(household.story(ANNA)).contains("REVOKED address-stopped");
    }

    @Test
    void anAnswerIsAnEventThatMovesJourneysOn() {
        lives(ANNA);
        household.happens(ANNA, "order.ready", Map.of("orderId", "o1"));
        household.signal(ANNA, accepted());
        writes("STOP");
        assertThat(household.sent(ANNA))
                .as("a word is no answer to this journey")
                .hasSize(1);
        assertThat(writes("Coming at six")).isEqualTo(Outcome.TOLD);
        assertThat(household.sent(ANNA)).hasSize(2);
    }

    private Signal.Receipt accepted() {
        var details = new Signal.Receipt.Details(null, false, null, false, false, List.of(), Map.of());
        Effect.Send sent = household.sent(ANNA).getLast();
        return new Signal.Receipt(
                "r", sent.message(), 1, Channel.SMS, Signal.Receipt.Status.ACCEPTED, details, household.now());
    }

    @Test
    void theSameMessageAgainStartsNothingAgain() {
        lives(ANNA);
        Inbound inbound = household.inbound("i-7", Kind.TEXT, "Where is my order?");
        for (int i = 0; i < 3; i++) {
            household.hears(KEY, inbound);
            household.settle();
        }
        assertThat(household.story(ANNA)).filteredOn("ENTERED"::equals).hasSize(1);
    }

    /** Providers deliver a message again when our answer was lost, and their clocks are wrong. */
    @Test
    void theSameStopAgainDoesNotTakeALaterStartBack() {
        lives(ANNA);
        Inbound stop = household.inbound("i-7", Kind.TEXT, "stop");
        household.hears(KEY, stop);
        writes("start");
        assertThat(household.hears(KEY, stop).outcome()).isEqualTo(Outcome.REPEATED);
        household.settle();
        assertThat(isSold(ANNA)).isTrue();
    }

    @Test
    void whatNobodyHasThePhoneForIsCountedAndNotKept() {
        assertThat(writes("hello?")).isEqualTo(Outcome.NOBODY);
        assertThat(household.address(KEY).isEmpty()).isTrue();
    }

    @Test
    void theEventHasAsMuchTextAsIsKept() {
        Inbound inbound = household.inbound("i", Kind.TEXT, "🎁".repeat(5_000));
        assertThat(inbound.text())
                .hasSizeLessThanOrEqualTo(Inbound.LONGEST_TEXT)
                .endsWith("🎁…");
    }

    /** All customers who have the phone know in the end what its address knows, in whatever order the words cross. */
    @Test
    void inTheEndTheLastWordCounts() {
        long seed = System.nanoTime();
        for (int run = 0; run < 200; run++) {
            Random random = new Random(seed + run);
            Household world = household();
            List<CustomerKey> people = List.of(ANNA, BORIS, new CustomerKey("main", "vera"));
            String last = "start";
            for (int i = 0; i < 12; i++) {
                world.after(1);
                if (random.nextBoolean()) {
                    last = random.nextBoolean() ? "stop" : "start";
                    world.writes(KEY, Kind.TEXT, last);
                } else {
                    String phone = random.nextBoolean() ? PHONE : "+74956460055";
                    CustomerKey customer = people.get(random.nextInt(people.size()));
                    world.says(customer, "customer.updated", Map.of("phone", phone));
                }
                for (int words = random.nextInt(4); words > 0 && !world.isSettled(); words--) {
                    world.oneArrives(random);
                }
            }
            while (!world.isSettled()) {
                world.oneArrives(random);
            }
            Stop stop = world.address(KEY).stop();
            assertThat(stop != null).as("seed %d, run %d", seed, run).isEqualTo(last.equals("stop"));
            for (CustomerKey customer : people) {
                boolean has = PHONE.equals(world.state(customer).profile().phone());
                assertThat(world.state(customer).reach().stops())
                        .as("seed %d, run %d, %s", seed, run, customer)
                        .extracting(Reach.Stop::at)
                        .isEqualTo(has && stop != null ? List.of(stop.at()) : List.of());
            }
        }
    }
}
