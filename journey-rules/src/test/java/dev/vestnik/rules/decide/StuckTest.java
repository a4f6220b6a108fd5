package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.BrokenDefinitions;
import dev.vestnik.rules.definition.BrokenDefinitions.BrokenVersion;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Exit;
import dev.vestnik.rules.journey.Goal;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.Trigger;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.Request.Resolution;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.rules.reason.SetAsideReason;
import dev.vestnik.rules.work.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One broken thing breaks nothing else: a failure parks the instance that failed. */
class StuckTest {
    private static final Map<String, Object> ORDER = Map.of("orderId", "o1");
    private static final Expression FAILS = Shop.value("fails", facts -> {
        throw new IllegalStateException("Anna's secret");
    });
    private static final Expression OVERFLOWS = Shop.value("overflows", facts -> {
        throw new StackOverflowError();
    });

    private final Shop shop = new Shop(journey("broken", branch(FAILS), null), journey("sound", null, null)).known();

    @Test
    void parksWhatFailsAndSendsWhatDoesNot() {
        shop.happens("order.shipped", ORDER);
        assertThat(shop.channels()).containsExactly(Channel.SMS);
        assertThat(shop.story()).contains("STUCK failed", "SENT");
        assertThat(stuck().step()).isEqualTo("ask");
    }

    @Test
    void tellsWhatFailedWithoutTheCustomersData() {
        shop.happens("order.shipped", ORDER);
        Decision decision = decisions(Outcome.STUCK).getFirst();
        assertThat(decision.inputs().get("cause"))
                .startsWith("IllegalStateException at ")
                .doesNotContain("secret");
        assertThat(decision.about().journey()).isEqualTo("broken");
        assertThat(decision.about().instance()).isEqualTo(stuck().id());
    }

    @Test
    void parksWhatOverflowsTheStack() {
        shop.publish(definitions(2, journey("broken", branch(OVERFLOWS), null)));
        shop.happens("order.shipped", ORDER);
        assertThat(stuck().position())
                .isInstanceOfSatisfying(
                        Position.Stuck.class,
                        stuck -> assertThat(stuck.failure().cause()).startsWith("StackOverflowError"));
    }

    @Test
    void hearsTheConsentThatComesWithAFailure() {
        Journey onConsent = journey("broken", branch(FAILS), null, "consent.changed");
        shop.publish(definitions(2, onConsent));
        shop.happens("consent.changed", Map.of("channel", "sms", "granted", false, "source", "sms-stop"));
        assertThat(shop.state().consents()).anyMatch(consent -> !consent.granted());
        assertThat(stuck().journey().value()).isEqualTo("broken");
    }

    @Test
    void leavesTheOthersArmedWhenAWakeUpFails() {
        shop.publish(definitions(2, delayed("broken", branch(FAILS)), delayed("sound", null)));
        shop.happens("order.shipped", ORDER);
        shop.after(Duration.ofHours(1));
        assertThat(shop.channels()).containsExactly(Channel.SMS);
        assertThat(stuck().journey().value()).isEqualTo("broken");
    }

    @Test
    void goesOnWhereItFailedOnceThatIsMended() {
        shop.happens("order.shipped", ORDER);
        shop.publish(definitions(2, journey("broken", branch(Shop.value("true", facts -> true)), null)));
        shop.signal(resolve(Resolution.RETRY));
        assertThat(shop.story()).endsWith("RELEASED retried-by-hand", "SENT");
        assertThat(shop.only(Effect.Grant.class).getLast().result()).containsEntry("state", "running");
    }

    @Test
    void isParkedAgainWhereTheFaultIsStillThere() {
        shop.happens("order.shipped", ORDER);
        shop.signal(resolve(Resolution.RETRY));
        assertThat(shop.count(Outcome.STUCK)).isEqualTo(2);
        assertThat(shop.only(Effect.Grant.class).getLast().result()).containsEntry("state", "stuck");
    }

    @Test
    void endsByHand() {
        shop.happens("order.shipped", ORDER);
        shop.signal(resolve(Resolution.END));
        assertThat(shop.story()).endsWith("LEFT ended-by-hand");
        assertThat(shop.only(Effect.Grant.class).getLast().result()).containsEntry("state", "ended");
    }

    @Test
    void refusesToResolveWhatIsNotStuck() {
        shop.happens("order.shipped", ORDER);
        Signal.Asked twice = resolve(Resolution.END);
        shop.signal(twice).signal(twice);
        assertThat(shop.only(Effect.Refuse.class))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Declined.NOT_STUCK));
    }

    @Test
    void staysParkedThroughTimeAndEventsAndSaysSoOnce() {
        Exit failing = new Exit(new Trigger("order.cancelled", FAILS), "cancelled");
        shop.publish(definitions(2, journey("broken", branch(FAILS), failing)));
        shop.happens("order.shipped", ORDER);
        for (int i = 0; i < 5; i++) {
            shop.happens("order.cancelled", ORDER).after(Duration.ofDays(2));
        }
        assertThat(shop.count(Outcome.STUCK)).isEqualTo(1);
        assertThat(stuck().step()).isEqualTo("ask");
    }

    @Test
    void leavesByAnExitRuleAlsoWhileParked() {
        Exit cancelled = new Exit(new Trigger("order.cancelled", null), "cancelled");
        shop.publish(definitions(2, journey("broken", branch(FAILS), cancelled)));
        shop.happens("order.shipped", ORDER).happens("order.cancelled", ORDER);
        assertThat(shop.story()).endsWith("LEFT cancelled");
    }

    /** Guarantee 4: what ended it while it was parked ends it. */
    @Test
    void endsAtItsRetryByAnExitThatCouldNotBeComputedBefore() {
        Exit failing = new Exit(new Trigger("order.cancelled", FAILS), "cancelled");
        Exit mended = new Exit(new Trigger("order.cancelled", null), "cancelled");
        shop.publish(definitions(2, withExit(delayed("broken", null), failing)));
        shop.happens("order.shipped", ORDER).happens("order.cancelled", ORDER);
        assertThat(shop.story()).endsWith("STUCK failed");
        shop.publish(definitions(3, withExit(delayed("broken", null), mended)));
        shop.signal(resolve(Resolution.RETRY)).after(Duration.ofDays(1));
        assertThat(shop.story()).endsWith("RELEASED retried-by-hand", "LEFT cancelled");
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void goesOnAtItsRetryByAnEventThatCameMeanwhile() {
        Step await = new WaitUntil(
                "await",
                List.of(new WaitUntil.OnEvent(new Trigger("order.delivered", null), null)),
                Duration.ofDays(3),
                List.of(),
                null,
                "tell");
        Exit failing = new Exit(new Trigger("order.cancelled", FAILS), "cancelled");
        shop.publish(definitions(2, journey("broken", await, failing)));
        shop.happens("order.shipped", ORDER).happens("order.cancelled", ORDER).happens("order.delivered", ORDER);
        shop.publish(definitions(3, journey("broken", await, null)));
        shop.signal(resolve(Resolution.RETRY)).after(Duration.ofDays(4));
        assertThat(shop.story()).endsWith("RELEASED retried-by-hand", "LEFT completed");
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void isNotMovedOnByAReceiptWhileParked() {
        shop.publish(definitions(2, chain("broken", FAILS)));
        shop.happens("order.shipped", ORDER).after(Duration.ofMinutes(16));
        assertThat(shop.story()).endsWith("STUCK failed");
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.DELIVERED);
        assertThat(shop.story()).endsWith("RECEIPT delivered");
        shop.publish(definitions(3, chain("broken", Shop.value("true", facts -> true))));
        shop.signal(resolve(Resolution.RETRY));
        assertThat(shop.story()).endsWith("RELEASED retried-by-hand", "LEFT completed");
        assertThat(shop.channels()).containsExactly(Channel.SMS);
    }

    @Test
    void triesTheMessageAgainThatFailedForNowWhileParked() {
        shop.publish(definitions(2, chain("broken", FAILS)));
        shop.happens("order.shipped", ORDER).after(Duration.ofMinutes(16));
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.FAILED_TEMPORARY);
        shop.publish(definitions(3, chain("broken", Shop.value("true", facts -> true))));
        shop.signal(resolve(Resolution.RETRY)).after(Duration.ofHours(1));
        assertThat(shop.channels()).hasSizeGreaterThan(1);
    }

    @Test
    void itsMessageThatWasPutOffWhileParkedIsTriedAtItsTimeAndHasAllItsTries() {
        parkedWithItsMessageOut();
        shop.putOff(shop.lastSent(), shop.now().plus(Duration.ofMinutes(40)));
        retryMended().after(Duration.ofMinutes(39));
        assertThat(shop.sent()).hasSize(1);
        shop.after(Duration.ofMinutes(1));
        assertThat(shop.sent()).hasSize(2);
        for (int i = 0; i < 4; i++) {
            shop.receipt(shop.lastSent(), Signal.Receipt.Status.FAILED_TEMPORARY)
                    .after(Duration.ofMinutes(15));
        }
        assertThat(shop.sent()).hasSize(2 + 3);
        assertThat(shop.story())
                .containsOnlyOnce("STUCK failed")
                .endsWith("RECEIPT failed-temporary", "LEFT completed");
    }

    /** An earlier build of feature level 5 kept how often it was put off, and not that it is. */
    @Test
    void itsMessageOfWhichOnlyTheCountIsKnownIsTriedAsAfterAFailure() {
        parkedWithItsMessageOut();
        shop.putOff(shop.lastSent(), shop.now().plus(Duration.ofMinutes(40)));
        shop.become(shop.state()
                .withMessages(shop.state().messages().stream()
                        .map(message -> message.withPutOffs(new PutOffs(1, null)))
                        .toList()));
        retryMended().after(Duration.ofMinutes(1));
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void itsFallbackGoesWhereItsMessageWasPutOffWhileParkedPastItsTime() {
        shop.publish(definitions(2, chain("broken", FAILS)));
        shop.happens("order.shipped", ORDER).after(Duration.ofMinutes(16));
        shop.putOff(shop.lastSent(), shop.now().plus(Duration.ofMinutes(1)));
        shop.publish(definitions(3, chain("broken", Shop.value("true", facts -> true))));
        shop.signal(resolve(Resolution.RETRY));
        assertThat(shop.channels()).containsExactly(Channel.SMS, Channel.EMAIL);
    }

    @Test
    void refusesARetryWhenMoreCameMeanwhileThanIsKept() {
        Exit failing = new Exit(new Trigger("order.cancelled", FAILS), "cancelled");
        shop.publish(definitions(2, journey("broken", branch(FAILS), failing)));
        shop.happens("order.shipped", ORDER);
        for (int i = 0; i < 12; i++) {
            shop.happens("order.cancelled", ORDER);
        }
        shop.signal(resolve(Resolution.RETRY));
        assertThat(shop.only(Effect.Refuse.class))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Breakdown.TOO_MUCH_MISSED));
        shop.signal(resolve(Resolution.END));
        assertThat(shop.story()).endsWith("LEFT ended-by-hand");
    }

    @Test
    void doesNotLoseAReceiptWhoseConsequenceFails() {
        shop.publish(definitions(2, thenBranch(FAILS)));
        shop.happens("order.shipped", ORDER);
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.DELIVERED);
        assertThat(shop.story()).contains("RECEIPT delivered", "STUCK failed");
        shop.publish(definitions(3, thenBranch(Shop.value("true", facts -> true))));
        shop.signal(resolve(Resolution.RETRY));
        assertThat(shop.story()).endsWith("RELEASED retried-by-hand", "LEFT completed");
    }

    @Test
    void keepsTheEventWhoseEntryCannotBeComputed() {
        Entry failing = new Entry("order.shipped", FAILS, null, null, null);
        shop.publish(definitions(2, entered("broken", failing), journey("sound", null, null)));
        shop.happens("order.shipped", ORDER);
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.story()).contains("NOT_ENTERED failed");
        assertThat(shop.only(Effect.SetAside.class)).containsExactly(new Effect.SetAside(SetAsideReason.ENTRY_FAILED));
    }

    @Test
    void dropsAGoalThatCannotBeComputed() {
        Goal goal = new Goal(new Trigger("order.delivered", FAILS), Duration.ofDays(7), null);
        Journey sound = journey("sound", null, null);
        shop.publish(definitions(2, withGoal(sound, goal)));
        shop.happens("order.shipped", ORDER).happens("order.delivered", ORDER).happens("order.delivered", ORDER);
        assertThat(shop.story()).containsOnlyOnce("STUCK goal-failed");
        assertThat(shop.state().goals()).isEmpty();
    }

    @Test
    void parksWhatTakesTooMuchWork() {
        Expression costly = Shop.value("costly", facts -> facts.work().take(Work.MOST + 1) ? true : null);
        shop.publish(definitions(2, journey("broken", branch(costly), null), journey("sound", null, null)));
        shop.happens("order.shipped", ORDER);
        assertThat(shop.story()).contains("STUCK too-costly", "SENT");
    }

    @Test
    void takesNothingFromTheOthersThatOneAsksForInVain() {
        Expression greedy = Shop.value("greedy", facts -> facts.work().take(1_000_000_000) ? true : null);
        shop.publish(
                definitions(2, journey("a", branch(greedy), null), journey("b", null, null), journey("c", null, null)));
        shop.happens("order.shipped", ORDER);
        assertThat(shop.story()).contains("STUCK too-costly");
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void leavesWakeUpsDueForWhichADecisionHasNoWorkLeft() {
        Expression nearly = Shop.value("nearly", facts -> facts.work().take(Work.MOST - 100));
        Journey[] many = new Journey[60];
        for (int i = 0; i < many.length; i++) {
            many[i] = delayed("j" + i, branch(nearly));
        }
        shop.publish(definitions(2, many));
        shop.happens("order.shipped", ORDER).after(Duration.ofHours(2));
        assertThat(shop.count(Outcome.STUCK)).isLessThanOrEqualTo(2);
        assertThat(shop.count(Outcome.SENT)).isGreaterThanOrEqualTo(58);
    }

    @Test
    void boundsTheWorkOfAllInstancesTogether() {
        Expression nearly = Shop.value("nearly", facts -> facts.work().take(Work.MOST - 100));
        Journey[] many = new Journey[60];
        for (int i = 0; i < many.length; i++) {
            many[i] = journey("j" + i, branch(nearly), null);
        }
        shop.publish(definitions(2, many));
        shop.happens("order.shipped", ORDER);
        assertThat(shop.count(Outcome.SENT)).isBetween(35L, 40L);
        assertThat(shop.count(Outcome.SENT) + shop.count(Outcome.STUCK)).isEqualTo(60);
    }

    @Test
    void waitsForATemplateThatCannotBeUsedNowAndSaysSoOnce() {
        shop.publish(shop.definitionsBut(new BrokenDefinitions(Map.of("hello", "a fault"), null, List.of())));
        shop.happens("order.shipped", ORDER).after(Duration.ofHours(2));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).containsOnlyOnce("HELD template-broken");
        shop.publish(definitions(3, journey("broken", branch(FAILS), null), journey("sound", null, null)));
        shop.after(Duration.ofMinutes(16));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void keepsTheEventThatABrokenJourneyMisses() {
        BrokenVersion missing = new BrokenVersion(
                new JourneyId("missing"), 4, true, Set.of("order.shipped"), Set.of(), "of another version");
        shop.publish(shop.definitionsBut(new BrokenDefinitions(Map.of(), null, List.of(missing))));
        shop.happens("order.shipped", ORDER);
        assertThat(decisions(Outcome.NOT_ENTERED)).singleElement().satisfies(decision -> {
            assertThat(decision.reason()).isEqualTo("journey-broken");
            assertThat(decision.inputs()).containsEntry("cause", "of another version");
        });
        assertThat(shop.only(Effect.SetAside.class))
                .containsExactly(new Effect.SetAside(SetAsideReason.JOURNEY_BROKEN));
    }

    @Test
    void passesAsManyStepsWithoutAWaitAsCanBePublished() {
        shop.publish(definitions(2, chain(Journey.MOST_STEPS - 1)));
        shop.happens("order.shipped", ORDER);
        assertThat(shop.channels()).containsExactly(Channel.SMS);
    }

    @Test
    void parksWhatHasNoEnd() {
        Map<String, Step> circle = Map.of("a", new Branch("a", List.of(), "b"), "b", new Branch("b", List.of(), "a"));
        shop.publish(definitions(2, Carts.withSteps(journey("broken", null, null), circle, "a")));
        shop.happens("order.shipped", ORDER);
        assertThat(shop.story()).endsWith("STUCK too-many-steps");
    }

    @Test
    void tellsWhoAsksForAMessageByHandThatItCannotBeMade() {
        shop.publish(shop.definitionsWithBrokenTemplate());
        shop.signal(new Signal.Asked(
                "ask-1",
                "api:1",
                new Request.SendByHand("broken", List.of(Channel.SMS), JourneyClass.SERVICE, null, Map.of(), "olga")));
        assertThat(shop.only(Effect.Refuse.class))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Breakdown.FAILED));
        assertThat(shop.state().instances()).isEmpty();
    }

    private Instance stuck() {
        return shop.state().instances().stream()
                .filter(instance -> instance.position() instanceof Position.Stuck)
                .findFirst()
                .orElseThrow();
    }

    private List<Decision> decisions(Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .toList();
    }

    /** Its exit rule cannot be computed while its message is with a sender. */
    private void parkedWithItsMessageOut() {
        Exit failing = new Exit(new Trigger("order.cancelled", FAILS), "cancelled");
        shop.publish(definitions(2, journey("broken", null, failing)));
        shop.happens("order.shipped", ORDER).happens("order.cancelled", ORDER);
        assertThat(stuck().position()).isInstanceOf(Position.Stuck.class);
    }

    private Shop retryMended() {
        Exit never = new Exit(new Trigger("order.cancelled", Shop.value("false", facts -> false)), "cancelled");
        shop.publish(definitions(3, journey("broken", null, never)));
        return shop.signal(resolve(Resolution.RETRY));
    }

    private Signal.Asked resolve(Resolution resolution) {
        return new Signal.Asked("ask-1", "api:1", new Request.ResolveStuck(stuck().id(), resolution, "olga"));
    }

    private static dev.vestnik.rules.definition.Definitions definitions(long revision, Journey... journeys) {
        return Shop.definitions(revision, Status.LIVE, InFlight.KEEP, journeys);
    }

    private static Step branch(Expression condition) {
        return new Branch("ask", List.of(new Branch.Case(condition, "tell")), null);
    }

    private static Message tell(@Nullable String next) {
        Via sms = new Via(Channel.SMS, Via.Reached.ACCEPTED, Duration.ofMinutes(15), null);
        return new Message("tell", "hello", null, null, List.of(sms), next, next);
    }

    private static Journey journey(String id, @Nullable Step first, @Nullable Exit exit) {
        return journey(id, first, exit, "order.shipped");
    }

    private static Journey journey(String id, @Nullable Step first, @Nullable Exit exit, String on) {
        Journey plain = entered(id, new Entry(on, null, null, null, null));
        Map<String, Step> steps = new LinkedHashMap<>(plain.steps());
        if (first != null) {
            steps.put(first.id(), first);
        }
        Journey journey = Carts.withSteps(plain, steps, first == null ? "tell" : first.id());
        return exit == null ? journey : withExit(journey, exit);
    }

    private static Journey entered(String id, Entry entry) {
        return new Journey(
                new JourneyId(id),
                1,
                JourneyClass.SERVICE,
                null,
                50,
                entry,
                Map.of(),
                List.of(),
                null,
                0,
                Map.of("tell", tell(null)),
                "tell");
    }

    private static Journey withExit(Journey journey, Exit exit) {
        return new Journey(
                journey.id(),
                journey.version(),
                journey.journeyClass(),
                null,
                50,
                journey.entry(),
                Map.of(),
                List.of(exit),
                null,
                0,
                journey.steps(),
                journey.start());
    }

    private static Journey withGoal(Journey journey, Goal goal) {
        return new Journey(
                journey.id(),
                journey.version(),
                journey.journeyClass(),
                null,
                50,
                journey.entry(),
                Map.of(),
                List.of(),
                goal,
                0,
                journey.steps(),
                journey.start());
    }

    /** An hour, then what fails, then the message. */
    private static Journey delayed(String id, @Nullable Step second) {
        Journey journey = journey(id, second, null);
        Map<String, Step> steps = new LinkedHashMap<>(journey.steps());
        steps.put("wait", new Delay("wait", new Until.For(Duration.ofHours(1)), journey.start()));
        return Carts.withSteps(journey, steps, "wait");
    }

    /** An SMS until it is delivered, for a quarter of an hour; then a mail under this condition. */
    private static Journey chain(String id, Expression condition) {
        Message chain = new Message(
                "tell",
                "hello",
                null,
                null,
                List.of(
                        new Via(Channel.SMS, Via.Reached.DELIVERED, Duration.ofMinutes(15), null),
                        new Via(Channel.EMAIL, Via.Reached.ACCEPTED, Duration.ofMinutes(15), condition)),
                null,
                null);
        return Carts.withSteps(journey(id, null, null), Map.of("tell", chain), "tell");
    }

    /** The message, then what fails. */
    private static Journey thenBranch(Expression condition) {
        Step ask = new Branch("ask", List.of(new Branch.Case(condition, null)), null);
        return Carts.withSteps(journey("broken", null, null), Map.of("tell", tell("ask"), "ask", ask), "tell");
    }

    /** So many branches, then the message. */
    private static Journey chain(int branches) {
        Map<String, Step> steps = new LinkedHashMap<>();
        for (int i = 0; i < branches; i++) {
            String next = i + 1 == branches ? "tell" : "b" + (i + 1);
            steps.put("b" + i, new Branch("b" + i, List.of(), next));
        }
        steps.put("tell", tell(null));
        return Carts.withSteps(journey("long", null, null), steps, "b0");
    }
}
