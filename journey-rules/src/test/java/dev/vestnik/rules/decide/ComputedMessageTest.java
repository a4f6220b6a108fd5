package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Expressions choose a message's template among some that are named, and say how long it is worth sending; and how long a wait lasts. */
class ComputedMessageTest {
    private static final Map<String, Template> TEMPLATES = Map.of(
            "dear", new Named("dear", Set.of(Channel.SMS)), "plain", new Named("plain", Set.of(Channel.values())));
    private static final String JOURNEY = """
            id: told
            class: service
            entry: {on: x.ordered, key: event.id}
            start: tell
            steps:
              tell:
                type: message
                template: {of: 'event.total > 1000 ? "dear" : event.other', among: [dear, plain]}
                channels: [{via: sms}]
                onNone: later
              later: {type: delay, for: P1D}
            """;

    @Test
    void theTemplateIsTheOneThatTheExpressionGives() {
        Shop shop = shop(JOURNEY);
        shop.happens("x.ordered", Map.of("id", "a", "total", 5000L, "other", "plain"));
        shop.happens("x.ordered", Map.of("id", "b", "total", 10L, "other", "plain"));
        assertThat(shop.sent()).extracting(Effect.Send::template).containsExactly("dear", "plain");
        assertThat(shop.state().messages())
                .extracting(message -> message.template())
                .containsExactly("dear", "plain");
    }

    @Test
    void whatIsNotAmongThemOrCannotBeComputedIsNotSentAndSaysSo() {
        Shop shop = shop(JOURNEY);
        shop.happens("x.ordered", Map.of("id", "a", "total", 1L, "other", "hello"));
        shop.happens("x.ordered", Map.of("id", "b", "total", 1L));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story().stream().filter(line -> line.startsWith("SKIPPED")))
                .containsExactly(
                        "SKIPPED condition-unknown",
                        "SKIPPED no-template",
                        "SKIPPED condition-unknown",
                        "SKIPPED no-template");
    }

    @Test
    void everyTemplateThatCanBeChosenIsChecked() {
        assertThat(faults(JOURNEY.replace("among: [dear, plain]", "among: [dear, absent]")
                        .replace("[{via: sms}]", "[{via: sms}, {via: email}]")))
                .containsExactlyInAnyOrder(
                        "steps.tell.template.among[1]: there is no template \"absent\"",
                        "steps.tell.channels[1].via: the template \"dear\" has no text for email");
        assertThat(faults(JOURNEY.replace("among: [dear, plain]", "among: []")))
                .containsExactly("steps.tell.template.among: must be 1-20 templates");
        assertThat(faults(JOURNEY.replace("among: [dear, plain]", "among: [dear, dear]")))
                .containsExactly("steps.tell.template.among[1]: is there twice");
        assertThat(faults(JOURNEY.replace("of: 'event.total > 1000 ? \"dear\" : event.other'", "of: '1'")))
                .containsExactly("steps.tell.template.of: must give a text, gives a number");
    }

    @Test
    void allThatCanBeChosenAreTheStepsTemplates() {
        Journey journey = journey(JOURNEY);
        assertThat(journey.step("tell").templates()).containsExactly("dear", "plain");
        assertThat(journey.step("tell").draw().summary()).isEqualTo("dear or plain by sms");
        assertThat(journey.step("later").templates()).isEmpty();
    }

    @Test
    void aMessageIsWorthSendingForAsLongAsTheExpressionGives() {
        String late = JOURNEY.replace("    onNone: later", "    within: duration(event.lasts)\n    onNone: later");
        Shop shop = shop(late);
        shop.happens("x.ordered", Map.of("id", "a", "total", 5000L, "lasts", "2h"));
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(Shop.NOON.plus(Duration.ofHours(2)));
        shop.happens("x.ordered", Map.of("id", "b", "total", 5000L, "lasts", "soon"));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.story()).endsWith("ENTERED", "SKIPPED condition-unknown", "SKIPPED expired");
    }

    @Test
    void aWaitLastsAsLongAsTheExpressionGives() {
        Shop shop = shop(waiting("timeout: duration(event.lasts)"));
        shop.happens("x.ordered", Map.of("id", "a", "lasts", "3h")).after(Duration.ofHours(2));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.after(Duration.ofHours(1)).sent()).hasSize(1);
        shop.happens("x.ordered", Map.of("id", "b", "lasts", "soon")).after(Duration.ZERO);
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.story()).contains("SKIPPED condition-unknown");
    }

    @Test
    void aWaitThatStartsAfreshIsComputedAfreshAndNeverPassesItsLongest() {
        Shop shop =
                shop(waiting("timeout: duration(event.lasts), resetOn: [{on: x.again, update: true}], maxWait: PT5H"));
        shop.happens("x.ordered", Map.of("id", "a", "lasts", "9h")).after(Duration.ofHours(4));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.after(Duration.ofHours(1)).sent()).hasSize(1);
    }

    @Test
    void aWaitThatStartsAfreshLastsAsTheContextSaysThatTheEventBrings() {
        String text = waiting("timeout: duration(context.lasts), resetOn: [{on: x.again, update: true}]")
                .replace("start: wait", "context: {lasts: event.lasts}\nstart: wait");
        Shop shop = shop(text);
        shop.happens("x.ordered", Map.of("id", "a", "lasts", "1h")).after(Duration.ofMinutes(30));
        shop.happens("x.again", Map.of("lasts", "3h")).after(Duration.ofMinutes(179));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.after(Duration.ofMinutes(1)).sent()).hasSize(1);
    }

    @Test
    void aBatchLastsAsLongAsTheExpressionGives() {
        Shop shop = shop("""
                id: gathered
                class: service
                entry: {on: x.ordered, key: event.id}
                context: {all: {of: event.id, last: 9}}
                start: gather
                steps:
                  gather: {type: batch, on: [{on: x.more}], for: duration(event.lasts), into: all, next: tell}
                  tell: {type: message, template: plain, channels: [{via: sms}]}
                """);
        shop.happens("x.ordered", Map.of("id", "a", "lasts", "3h")).after(Duration.ofHours(2));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.after(Duration.ofHours(1)).sent()).hasSize(1);
    }

    @Test
    void aLoopThroughAWaitThatMayBeNothingIsRefused() {
        assertThat(faults("""
                id: loop
                class: service
                entry: {on: x.ordered}
                start: wait
                steps: {wait: {type: waitUntil, timeout: duration('1h'), onTimeout: wait}}
                """)).containsExactly("steps.wait: is in a loop without a wait: wait -> wait");
    }

    @Test
    void runsThatMoveToAnotherVersionTakeItsLength() {
        Shop shop = shop(waiting("timeout: duration(event.lasts)"));
        shop.happens("x.ordered", Map.of("id", "a", "lasts", "3h"));
        Definitions both = Shop.definitions(
                2,
                Definitions.Status.LIVE,
                InFlight.MIGRATE,
                journey(waiting("timeout: duration(event.lasts)")),
                version(waiting("timeout: duration(event.lasts) + duration('2h')"), 2));
        shop.publish(Definitions.of(2, both.journeys(), TEMPLATES, both.shop()));
        assertThat(shop.signal(new Signal.Redefined())
                        .after(Duration.ofHours(4))
                        .sent())
                .isEmpty();
        assertThat(shop.after(Duration.ofHours(1)).sent()).hasSize(1);
    }

    private static String waiting(String length) {
        return """
                id: waiting
                class: service
                entry: {on: x.ordered, key: event.id}
                start: wait
                steps:
                  wait: {type: waitUntil, %s, onTimeout: tell}
                  tell: {type: message, template: plain, channels: [{via: sms}]}
                """.formatted(length);
    }

    private static Shop shop(String text) {
        Shop shop = new Shop(journey(text)).known();
        Definitions published = shop.published();
        shop.publish(Definitions.of(1, published.journeys(), TEMPLATES, published.shop()));
        return shop;
    }

    private static Journey journey(String text) {
        return version(text, 1);
    }

    private static Journey version(String text, int version) {
        Checked<Journey> checked = check(text, version);
        assertThat(checked).as(text).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<Journey>) checked).value();
    }

    private static Checked<Journey> check(String text, int version) {
        return new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(text, version, Catalogue.of(TEMPLATES));
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }

    /** A template whose text is its name. */
    private record Named(String id, Set<Channel> channels) implements Template {
        @Override
        public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
            return new Rendering.Sms(id);
        }

        @Override
        public String language(String locale) {
            return "en";
        }
    }
}
