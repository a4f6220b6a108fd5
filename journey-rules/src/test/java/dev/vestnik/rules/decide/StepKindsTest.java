package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneySchema;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKinds;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A new kind of step is its own class and one line of registration: {@link Checkpoint} has no more. */
class StepKindsTest {
    private static final StepKinds KINDS = StepRegistry.kinds(Lists.with(StepRegistry.ALL, Checkpoint.KIND));
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), KINDS);
    private static final String SHIPPED = """
            id: shipped
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: arrives
            steps:
              arrives: {type: checkpoint, on: order.delivered, match: event.orderId == key, within: PT1H, onPassed: thank, onMissed: end}
              thank: {type: message, template: hello, channels: [{via: sms}]}
              end: {type: end}
            """;

    private final Shop shop = new Shop(sound(SHIPPED, 1)).known();

    @Test
    void noDutyHasADefaultSoThatAKindWhichLeavesOneOutDoesNotCompile() {
        assertThat(StepRules.class.getMethods()).isNotEmpty().noneMatch(Method::isDefault);
    }

    @Test
    void isRead() {
        Journey journey = sound(SHIPPED, 1);
        assertThat(journey.step("arrives")).isInstanceOfSatisfying(Checkpoint.class, step -> {
            assertThat(step.trigger().on()).isEqualTo("order.delivered");
            assertThat(step.within()).isEqualTo(Duration.ofHours(1));
        });
        assertThat(journey.decidingEventTypes()).containsExactly("order.delivered");
    }

    @Test
    void isCheckedAndItsFaultsKeepTheirPlaces() {
        assertThat(faults(SHIPPED.replace("PT1H", "an hour").replace("onPassed: thank", "onPassed: thnk")))
                .containsExactlyInAnyOrder(
                        "steps.arrives.within: must be a duration such as PT30M, PT2H or P7D",
                        "steps.arrives.onPassed: there is no step \"thnk\"; did you mean \"thank\"?");
        assertThat(faults(SHIPPED.replace("onMissed: end", "onMised: end")))
                .containsExactly(
                        "steps.arrives.onMised: is not known here; did you mean \"onMissed\"?",
                        "steps.end: cannot be reached from the start");
        assertThat(faults(SHIPPED.replace("type: checkpoint", "type: checkpont")))
                .containsExactly(
                        "steps.arrives.type: must be message, ask, delay, waitUntil, batch, branch, experiment, update, consent, emit, journey, lookup, offer, task, end, checkpoint;"
                                + " did you mean \"checkpoint\"?");
    }

    @Test
    void saysWhetherItWaitsAndWhichEventItLeadsOnWith() {
        assertThat(faults(SHIPPED.replace("onMissed: end", "onMissed: arrives")))
                .containsExactly("steps.end: cannot be reached from the start");
        String branch = "{type: branch, cases: [{if: event.trackingUrl != ''}]}";
        assertThat(faults(SHIPPED.replace("{type: message, template: hello, channels: [{via: sms}]}", branch)))
                .containsExactly("steps.thank.cases[0].if: column 6: there is no field \"event.trackingUrl\"");
        assertThat(sound(SHIPPED.replace("{type: end}", branch), 1).steps()).hasSize(3);
    }

    @Test
    void isInTheSchemaForEditors() {
        assertThat(JourneySchema.of(KINDS)).contains("\"#/$defs/checkpoint\"", "\"onMissed\"");
        assertThat(JourneySchema.of(StepRegistry.KINDS)).doesNotContain("checkpoint");
    }

    @Test
    void isEnteredAndAnswered() {
        shipped();
        assertThat(shop.state().instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.step()).isEqualTo("arrives"));
        shop.happens("order.delivered", Map.of("orderId", "another"));
        assertThat(shop.sent()).isEmpty();
        shop.happens("order.delivered", Map.of("orderId", "o1"));
        assertThat(shop.channels()).containsExactly(Channel.SMS);
    }

    @Test
    void isWoken() {
        shipped();
        shop.after(Duration.ofMinutes(59));
        assertThat(shop.state().instances()).hasSize(1);
        shop.after(Duration.ofMinutes(1));
        assertThat(shop.story()).endsWith("LEFT completed");
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void isMigratedWithItsOwnIdeaOfTheTimeThatIsLeft() {
        shipped();
        publish(SHIPPED.replace("PT1H", "PT3H"));
        shop.after(Duration.ofHours(2));
        assertThat(shop.state().instances()).hasSize(1);
        shop.after(Duration.ofHours(1));
        assertThat(shop.story()).endsWith("LEFT completed");
    }

    @Test
    void saysThatThereIsNoPlaceForAnInstance() {
        shipped();
        publish(SHIPPED.replace("on: order.delivered", "on: order.cancelled"));
        shop.after(Duration.ofHours(1));
        assertThat(shop.story()).endsWith("LEFT step-gone");
    }

    @Test
    void isDrawn() {
        assertThat(sound(SHIPPED, 1).step("arrives").draw())
                .isEqualTo(new StepDrawing(
                        "checkpoint",
                        "order.delivered within 1 h",
                        List.of(new Arrow("passed", "thank"), new Arrow("missed", "end"))));
    }

    @Test
    void twoKindsOfOneNameAreRefused() {
        assertThatThrownBy(() -> StepRegistry.kinds(List.of(End.KIND, End.KIND)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end");
    }

    private void shipped() {
        shop.happens("order.shipped", Map.of("orderId", "o1"));
    }

    private void publish(String next) {
        shop.publish(Shop.definitions(2, Status.LIVE, InFlight.MIGRATE, sound(SHIPPED, 1), sound(next, 2)));
    }

    private static Journey sound(String text, int version) {
        Checked<Journey> checked = check(text, version);
        assertThat(checked).as(text).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<Journey>) checked).value();
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }

    private static Checked<Journey> check(String text, int version) {
        return COMPILER.check(
                text,
                version,
                Catalogue.of(Shop.definitions(1, Status.LIVE, InFlight.KEEP).templates()));
    }
}
