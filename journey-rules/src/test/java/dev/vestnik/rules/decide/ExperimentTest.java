package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A customer is in one arm of an experiment and stays there; weights share out those who are new to it. */
class ExperimentTest {
    private static final String OFFER = """
            id: offer
            class: service
            entry: {on: order.delivered, key: event.orderId}
            goal: {on: order.placed}
            start: which
            steps:
              which:
                type: experiment
                arms:
                  - {name: plain, weight: WEIGHTS, next: out}
                  - {name: code, weight: 1, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
              out: {type: end}
            """;
    private static final String PLAIN = OFFER.replace("WEIGHTS", "1000").replace("code, weight: 1", "code, weight: 0");
    private static final String CODE = OFFER.replace("WEIGHTS", "0");
    private static final String EVEN = OFFER.replace("WEIGHTS", "1");
    private static final String THREE_TO_ONE = OFFER.replace("WEIGHTS", "3");

    @Test
    void leadsWhereTheArmLeads() {
        assertThat(shop(CODE).happens("order.delivered", order("o1")).channels())
                .hasSize(1);
        Shop plain = shop(PLAIN).happens("order.delivered", order("o1"));
        assertThat(plain.channels()).isEmpty();
        assertThat(plain.story()).endsWith("EXPOSED", "LEFT completed");
    }

    @Test
    void anArmThatLeadsNowhereEndsTheRun() {
        Shop shop = shop(PLAIN.replace(", next: out", "").replace("  out: {type: end}\n", ""));
        assertThat(shop.happens("order.delivered", order("o1")).story()).endsWith("EXPOSED", "LEFT completed");
        assertThat(shop.state().instances()).isEmpty();
    }

    @Test
    void saysTheArmAndWhetherAComparisonCountsIt() {
        Shop shop = shop(CODE).happens("order.delivered", order("o1")).after(Duration.ofDays(1));
        shop.happens("order.delivered", order("o2"));
        assertThat(exposed(shop))
                .containsExactly(
                        Map.of("arm", "code", "exposed", Shop.NOON.toString(), "counts", "first"),
                        Map.of("arm", "code", "exposed", Shop.NOON.toString(), "counts", "again"));
        assertThat(decisions(shop, Outcome.EXPOSED).getFirst().about().step()).isEqualTo("which");
    }

    @Test
    void aConversionNamesItsArm() {
        Shop shop = shop(CODE).happens("order.delivered", order("o1")).happens("order.placed", order("o9"));
        assertThat(decisions(shop, Outcome.CONVERTED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.inputs()).containsEntry("arm.which", "code"));
    }

    @Test
    void aComparisonOfArmsCountsTheFirstConversionOfACustomerInTime() {
        Shop shop = shop(CODE).happens("order.delivered", order("o1"));
        shop.happens("order.delivered", order("o2")).happens("order.placed", order("o9"));
        assertThat(decisions(shop, Outcome.CONVERTED))
                .hasSize(2)
                .allSatisfy(
                        decision -> assertThat(decision.inputs()).containsEntry("exposed.which", Shop.NOON.toString()))
                .extracting(decision -> decision.inputs().get("counts.which"))
                .containsExactly("first", "again");

        Shop late = shop(CODE).happens("order.delivered", order("o1")).after(Duration.ofDays(8));
        late.happens("order.delivered", order("o2")).happens("order.placed", order("o9"));
        assertThat(decisions(late, Outcome.CONVERTED))
                .extracting(decision -> decision.inputs().get("counts.which"))
                .containsExactly("late");
    }

    @Test
    void whoComesAgainAfterAnErasureIsCountedAnew() {
        Shop shop = shop(CODE).happens("order.delivered", order("o1")).happens("order.placed", order("o8"));
        shop.happens("customer.erased", Map.of()).after(Duration.ofDays(1));
        shop.happens("order.delivered", order("o2")).happens("order.placed", order("o9"));
        assertThat(exposed(shop)).extracting(inputs -> inputs.get("counts")).containsExactly("first", "first");
        assertThat(decisions(shop, Outcome.CONVERTED))
                .extracting(decision -> decision.inputs().get("counts.which"))
                .containsExactly("first", "first");
    }

    @Test
    void aCustomerStaysInTheArmWhateverBecomesOfTheWeights() {
        Shop shop = shop(CODE).happens("order.delivered", order("o1"));
        publish(shop, PLAIN, 2);
        shop.happens("order.delivered", order("o2"));
        assertThat(shop.channels()).hasSize(2);
        assertThat(exposed(shop)).extracting(inputs -> inputs.get("arm")).containsExactly("code", "code");
    }

    @Test
    void aCustomerWhoseArmIsGoneIsDrawnAnewAndCountsInTheNewArm() {
        Shop shop = shop(CODE).happens("order.delivered", order("o1"));
        shop.happens("order.placed", order("o8")).after(Duration.ofDays(1));
        publish(shop, PLAIN.replace("name: code", "name: bonus"), 2);
        shop.happens("order.delivered", order("o2"));
        assertThat(exposed(shop).getLast())
                .containsEntry("arm", "plain")
                .containsEntry("before", "code")
                .containsEntry("exposed", Shop.NOON.plus(Duration.ofDays(1)).toString())
                .containsEntry("counts", "first");
        shop.happens("order.placed", order("o9"));
        assertThat(decisions(shop, Outcome.CONVERTED).getLast().inputs())
                .containsEntry("arm.which", "plain")
                .containsEntry("counts.which", "first");
    }

    @Test
    void weightsShareOutTheCustomersAndEachIsDrawnTheSameEveryTime() {
        Map<String, String> even = arms(EVEN, 2_000);
        Map<String, String> skewed = arms(THREE_TO_ONE, 2_000);
        assertThat(even).isEqualTo(arms(EVEN, 2_000));
        assertThat(share(even, "plain")).isBetween(0.46, 0.54);
        assertThat(share(skewed, "plain")).isBetween(0.71, 0.79);
        assertThat(even.keySet())
                .as("more weight takes nobody out of an arm")
                .allSatisfy(customer -> assertThat(even.get(customer).equals("plain")
                                && skewed.get(customer).equals("code"))
                        .isFalse());
    }

    @Test
    void customersWhoseArmIsGoneAreSharedOutAmongTheOthers() {
        Journey before = Written.journey(EVEN);
        Journey after = Written.journey(EVEN.replace("name: plain", "name: bonus"));
        Assignment plain =
                new Assignment(before.id(), "which", "plain", Shop.NOON, Shop.NOON.plus(Duration.ofDays(400)));
        CustomerState assigned =
                CustomerState.NEW.withMemory(Memory.NONE.withHistory(History.NONE.withArms(List.of(plain))));
        Map<String, String> arms = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            CustomerKey customer = new CustomerKey("main", "c" + i);
            if (Draws.arm(customer, before, "which", null).equals("plain")) {
                arms.put(customer.customerId(), arm(after, customer, assigned));
            }
        }
        assertThat(share(arms, "bonus")).isBetween(0.44, 0.56);
        assertThat(share(arms, "code")).isBetween(0.44, 0.56);
    }

    @Test
    void anotherExperimentDrawsByItself() {
        Map<String, String> one = arms(EVEN, 500);
        Map<String, String> other = arms(EVEN.replace("which", "other"), 500);
        long same = one.keySet().stream()
                .filter(customer -> one.get(customer).equals(other.get(customer)))
                .count();
        assertThat(same).isBetween(180L, 320L);
    }

    @Test
    void anArmIsForgottenLongAfterTheLastTime() {
        Shop shop = shop(CODE).happens("order.delivered", order("o1")).after(Duration.ofDays(399));
        shop.happens("order.delivered", order("o2")).after(Duration.ofDays(399));
        assertThat(shop.state().memory().history().arms()).hasSize(1);
        assertThat(shop.after(Duration.ofDays(3)).state().memory().history().arms())
                .isEmpty();
    }

    @Test
    void ofTooManyArmsTheFirstToBeForgottenGoesAndADecisionSaysSo() {
        Shop shop = shop(CODE);
        List<Assignment> arms = IntStream.range(0, 50)
                .mapToObj(i -> new Assignment(
                        new JourneyId("j" + i), "which", "a", Shop.NOON, Shop.NOON.plus(Duration.ofDays(100 + i))))
                .toList();
        CustomerState full = shop.state().withMemory(Memory.NONE.withHistory(History.NONE.withArms(arms)));
        shop.become(full);
        shop.happens("order.delivered", order("o1"));
        assertThat(shop.state().memory().history().arms()).hasSize(50).doesNotContain(arms.getFirst());
        assertThat(shop.story()).contains("DROPPED arm-not-kept");
    }

    @Test
    void belowTheFeatureLevelNothingIsRemembered() {
        Shop shop = shop(CODE);
        shop.publish(shop.published().on(FeatureLevel.ADDRESSES));
        shop.happens("order.delivered", order("o1"));
        assertThat(shop.state().memory().history().isEmpty()).isTrue();
        assertThat(shop.channels()).hasSize(1);
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(THREE_TO_ONE).step("which").draw())
                .isEqualTo(new StepDrawing(
                        "experiment",
                        "plain 3 : code 1",
                        List.of(new Arrow("plain", "out"), new Arrow("code", "tell"))));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(EVEN.replace("name: code", "name: plain")))
                .containsExactly("steps.which.arms[1].name: is another arm's name, too");
        assertThat(faults(OFFER.replace("WEIGHTS", "0").replace("weight: 1", "weight: 0")))
                .containsExactly("steps.which.arms: must have an arm with a weight above 0");
        assertThat(faults(OFFER.replace("WEIGHTS", "-1")))
                .containsExactly("steps.which.arms[0].weight: must be a whole number 0-1000");
        assertThat(faults(EVEN.replace("next: tell", "next: tel")))
                .containsExactly("steps.which.arms[1].next: there is no step \"tel\"; did you mean \"tell\"?");
        assertThat(faults(EVEN.replace("name: code", "name: a b")))
                .containsExactly("steps.which.arms[1].name: must be a short word: letters, digits, dots and dashes");
        assertThat(faults(EVEN.replace("      - {name: plain, weight: 1, next: out}\n", "")))
                .contains("steps.which.arms: must have 2-10 arms");
        assertThat(faults(EVEN.replace("arms:", "arm:"))).contains("steps.which.arms: is missing");
    }

    @Test
    void aLoopThroughItNeedsAWait() {
        assertThat(faults(EVEN.replace("next: tell", "next: which").replace("out: {type: end}", "out: {type: end}")))
                .contains("steps.which: is in a loop without a wait: which -> which");
    }

    private static Shop shop(String journey) {
        return new Shop(Written.journey(journey)).known();
    }

    private static void publish(Shop shop, String journey, int version) {
        shop.publish(Shop.definitions(
                version, Status.LIVE, InFlight.KEEP, Written.journey(CODE), Written.journey(journey, version)));
    }

    /** The arm of each of so many customers. */
    private static Map<String, String> arms(String text, int customers) {
        Journey journey = Written.journey(text);
        Map<String, String> arms = new HashMap<>();
        for (int i = 0; i < customers; i++) {
            arms.put("c" + i, arm(journey, new CustomerKey("main", "c" + i), CustomerState.NEW));
        }
        return arms;
    }

    private static String arm(Journey journey, CustomerKey customer, CustomerState state) {
        Decider decider = new Decider((of, channel, topic) -> "https://shop.example/u");
        Event event = new Event("/shops/main", "e", "order.delivered", Shop.NOON, order("o1"));
        Definitions definitions = Shop.definitions(1, Status.LIVE, InFlight.KEEP, journey);
        Decided decided =
                decider.decide(customer, state, new Signal.Happened(event, Shop.NOON), definitions, Shop.NOON);
        return decided.effects().stream()
                .filter(Effect.Record.class::isInstance)
                .map(effect -> ((Effect.Record) effect).decision())
                .filter(decision -> decision.outcome() == Outcome.EXPOSED)
                .map(decision -> decision.inputs().get("arm"))
                .findFirst()
                .orElseThrow();
    }

    private static double share(Map<String, String> arms, String arm) {
        return (double) arms.values().stream().filter(arm::equals).count() / arms.size();
    }

    private static List<Map<String, String>> exposed(Shop shop) {
        return decisions(shop, Outcome.EXPOSED).stream().map(Decision::inputs).toList();
    }

    private static List<Decision> decisions(Shop shop, Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .toList();
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }

    private static Map<String, Object> order(String id) {
        return Map.of("orderId", id);
    }
}
