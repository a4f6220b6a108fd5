package dev.vestnik.rules.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.Delay;
import dev.vestnik.rules.decide.Message;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.decide.Until;
import dev.vestnik.rules.decide.WaitUntil;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JourneyCompilerTest {
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private static final Catalogue TEMPLATES = KnownTemplates.of(
            KnownTemplates.template("cart-reminder", EnumSet.allOf(Channel.class), 2, "context.items", "customer.name"),
            KnownTemplates.template("order-shipped", Set.of(Channel.SMS), 1, "event.number", "event.trackingUrl"),
            KnownTemplates.template("novel", Set.of(Channel.SMS), 9));

    private static final String ABANDONED_CART = """
            id: abandoned-cart
            class: marketing              # marketing | service
            topic: cart-reminders
            priority: 60
            entry:
              on: cart.updated
              if: event.items.size() > 0
              key: event.cartId
              reentry: {max: 3, per: P30D}
              lateness: PT30M
            context: {items: event.items, total: event.total, link: event.checkoutUrl}
            exit:
              - {on: order.placed, match: event.cartId == key, reason: purchased}
              - {on: cart.cleared, match: event.cartId == key, reason: emptied}
            goal: {on: order.placed, match: event.cartId == key, within: P7D, value: event.total}
            holdout: {percent: 5}
            steps:
              quiet:  {type: waitUntil, timeout: PT2H, resetOn: [{on: cart.updated, match: event.cartId == key, update: true}, {on: page.viewed}],
                       maxWait: P1D, onTimeout: remind}
              remind: {type: message, template: cart-reminder, within: PT3H,
                       channels: [{via: push,  until: opened,    for: PT30M},
                                  {via: sms,   until: delivered, for: PT15M, if: context.total.amount > 300000},
                                  {via: email}],
                       onSent: end, onNone: end}
              end:    {type: end}
            start: quiet
            """;

    private static final String SHIPPED =
            "{id: shipped, class: service, entry: {on: order.shipped, key: event.orderId}, start: tell,"
                    + " steps: {tell: {type: message, template: order-shipped, channels: [{via: sms}]}}}";

    @Test
    void theNameOfMessagesByHandIsTaken() {
        assertThat(faults(SHIPPED.replace("id: shipped", "id: by-hand")))
                .extracting(Fault::path)
                .containsExactly("id");
    }

    /** Each step leads to every one behind it: a search for loops would go through millions of ways. */
    @Test
    void saysOfThousandsOfStepsThatTheyAreTooManyAndNothingElse() {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            steps.append("s%d: {type: branch, cases: [{if: \"true\", next: s%d}], otherwise: nowhere}, "
                    .formatted(i, i + 1));
        }
        assertThat(faults("{id: many, class: service, entry: {on: order.shipped}, start: s0, steps: {" + steps
                        + "s5000: {type: end}}}"))
                .extracting(Fault::path)
                .containsExactly("steps");
    }

    @Test
    void compilesTheDesignsOwnExample() {
        Journey journey = sound(ABANDONED_CART);

        assertThat(journey.id()).isEqualTo(new JourneyId("abandoned-cart"));
        assertThat(journey.version()).isEqualTo(3);
        assertThat(journey.priority()).isEqualTo(60);
        assertThat(journey.entry().reentry()).isEqualTo(new Entry.Reentry(3, Duration.ofDays(30)));
        assertThat(journey.context()).containsOnlyKeys("items", "total", "link");
        assertThat(journey.exits()).extracting(Exit::reason).containsExactly("purchased", "emptied");
        assertThat(journey.holdout()).isEqualTo(5);
        assertThat(journey.steps().keySet()).containsExactly("quiet", "remind", "end");
        Message remind = (Message) journey.step("remind");
        assertThat(remind.channels())
                .extracting(Via::channel)
                .containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL);
        assertThat(remind.channels().get(0).until()).isEqualTo(Via.Reached.OPENED);
        WaitUntil quiet = (WaitUntil) journey.step("quiet");
        assertThat(quiet.resetOn()).extracting(WaitUntil.Reset::update).containsExactly(true, false);
        assertThat(journey.eventTypes())
                .containsExactlyInAnyOrder("cart.updated", "order.placed", "cart.cleared", "page.viewed");
    }

    @Test
    void whatIsNotSaidHasASensibleDefault() {
        Journey journey = sound(SHIPPED);

        assertThat(journey.journeyClass()).isEqualTo(JourneyClass.SERVICE);
        assertThat(journey.entry().lateness()).isNull();
        assertThat(journey.priority()).isEqualTo(50);
        assertThat(journey.step("tell"))
                .isEqualTo(new Message(
                        "tell",
                        "order-shipped",
                        null,
                        null,
                        List.of(new Via(Channel.SMS, Via.Reached.DELIVERED, Duration.ofMinutes(15), null)),
                        null,
                        null));
        assertThat(sound(SHIPPED.replace("class: service", "topic: news"))
                        .entry()
                        .lateness())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void jsonIsAsGoodAsYaml() {
        String json = ((Checked.Sound<JourneyDocument>) JourneyDocument.parse(ABANDONED_CART))
                .value()
                .toJson();
        assertThat(json).startsWith("{\"id\":\"abandoned-cart\",\"class\":\"marketing\"");
        assertThat(JourneyDocument.parse(json)).isEqualTo(new Checked.Sound<>(new JourneyDocument(json)));
        assertThat(new JourneyDocument(json).id()).contains(new JourneyId("abandoned-cart"));
        assertThat(sound(json).steps().keySet()).containsExactly("quiet", "remind", "end");
    }

    @Test
    void aJourneyWithTenFaultsGetsAllTenBackAtOnce() {
        assertThat(faults("""
                        id: Ten Faults
                        priority: 500
                        entry: {on: order.shiped, key: event.orderId, colour: red}
                        context: {total: event.total}
                        exit: [{on: order.cancelled, match: event.orderID == key}]
                        steps:
                          wait: {type: delay, for: 2 hours, next: sendd}
                          send: {type: message, template: order-shiped, channels: [{via: sms}, {via: email, until: delivered}]}
                          island: {type: end}
                        start: wait
                        """))
                .extracting(Fault::toString)
                .containsExactlyInAnyOrder(
                        "id: must be 1-100 small letters, digits, dots and dashes",
                        "priority: must be a whole number 0-100",
                        "topic: is missing: what can the customer unsubscribe from? (a service journey says \"class: service\")",
                        "entry.on: there is no event \"order.shiped\"; did you mean \"order.shipped\"?",
                        "entry.colour: is not known here",
                        "exit[0].match: column 6: there is no field \"event.orderID\"; did you mean \"orderId\"?",
                        "steps.wait.for: must be a duration such as PT30M, PT2H or P7D",
                        "steps.wait.next: there is no step \"sendd\"; did you mean \"send\"?",
                        "steps.send.template: there is no template \"order-shiped\"; did you mean \"order-shipped\"?",
                        "steps.send.channels[1].until: email cannot report \"delivered\", only accepted, opened, clicked",
                        "steps.island: cannot be reached from the start");
    }

    @Test
    void aLoopMustWaitSomewhere() {
        String loop = """
                id: loop
                class: service
                entry: {on: order.placed}
                steps:
                  ask: {type: branch, cases: [{if: customer.locale == 'en', next: again}], otherwise: out}
                  again: {type: delay, %s, next: ask}
                  out: {type: end}
                start: ask
                """;
        assertThat(sound(loop.formatted("for: P1D")).steps()).hasSize(3);
        assertThat(faults(loop.formatted("until: event.callWindow.from")))
                .containsExactly(new Fault("steps.ask", "is in a loop without a wait: ask -> again -> ask"));
    }

    @Test
    void conditionsAreTypedByTheEventThatBroughtTheInstanceThere() {
        String journey = """
                id: paid
                class: service
                entry: {on: order.placed, key: event.orderId}
                steps:
                  wait: {type: waitUntil, timeout: P1D, on: [{on: payment.received, match: event.orderId == key, next: %s}], onTimeout: split}
                  paid: {type: branch, cases: [{if: event.payUrl != '', next: end}]}
                  split: {type: branch, cases: [{if: %s, next: end}]}
                  end: {type: end}
                start: wait
                """;
        assertThat(sound(journey.formatted("paid", "event.deliveryMethod == 'post'"))
                        .start())
                .isEqualTo("wait");
        assertThat(faults(journey.formatted("paid", "event.payUrl == ''")))
                .containsExactly(new Fault("steps.split.cases[0].if", "column 6: there is no field \"event.payUrl\""));
        assertThat(faults(journey.formatted("split", "event.payUrl == ''")))
                .containsExactly(new Fault("steps.paid", "cannot be reached from the start"));
    }

    @Test
    void textsMustFitTheirStep() {
        assertThat(faults(SHIPPED.replace("order.shipped, key", "order.delivered, key")))
                .containsExactly(new Fault(
                        "steps.tell.template",
                        "in the texts of \"order-shipped\": there is no field \"event.trackingUrl\""));
        assertThat(faults(SHIPPED.replace("{via: sms}", "{via: sms}, {via: push}")))
                .containsExactly(
                        new Fault("steps.tell.channels[1].via", "the template \"order-shipped\" has no text for push"));
        assertThat(faults(SHIPPED.replace("template: order-shipped", "template: novel")))
                .containsExactly(new Fault(
                        "steps.tell.channels[0].via", "the SMS of \"novel\" may have 9 parts; the budget is 6"));
        assertThat(faults(SHIPPED.replace("{via: sms}", "{via: sms}, {via: sms}")))
                .containsExactly(new Fault(
                        "steps.tell.channels[1].via", "is in this chain twice: a message has one turn per channel"));
    }

    @Test
    void delaysSayOneWayHowLong() {
        String delay =
                "{id: d, class: service, entry: {on: order.out_for_delivery}, start: w, steps: {w: {type: delay, %s}}}";
        assertThat(step(delay.formatted("at: 10:00, weekday: monday")))
                .isEqualTo(new Delay("w", new Until.Local(LocalTime.of(10, 0), DayOfWeek.MONDAY), null));
        assertThat(step(delay.formatted("for: P2W")))
                .isEqualTo(new Delay("w", new Until.For(Duration.ofDays(14)), null));
        assertThat(((Delay) step(delay.formatted("until: event.window.from"))).until())
                .isInstanceOf(Until.At.class);
        assertThat(faults(delay.formatted("for: PT1H, at: 10:00")))
                .containsExactly(new Fault(
                        "steps.w", "must say how long: only one of \"for\", \"until\", \"workingDays\", \"at\""));
        assertThat(faults(delay.formatted("next: null")))
                .containsExactly(
                        new Fault("steps.w", "must say how long: one of \"for\", \"until\", \"workingDays\", \"at\""));
        assertThat(faults(delay.formatted("until: event.address")))
                .containsExactly(new Fault("steps.w.until", "must give an instant, gives a text"));
        assertThat(faults(delay.formatted("for: PT1H, weekday: monday")))
                .containsExactly(new Fault("steps.w.weekday", "needs a time: \"at\""));
        assertThat(faults(delay.formatted("for: -PT1H")))
                .containsExactly(new Fault("steps.w.for", "must be longer than nothing"));
        assertThat(faults(delay.formatted("for: P400D")))
                .containsExactly(new Fault("steps.w.for", "must be at most P365D"));
    }

    @Test
    void eventsAndStepsThatAreNotSupportedAreNamed() {
        String journey = "{id: d, class: service, entry: {on: %s}, start: w, steps: {w: {type: %s}}}";
        assertThat(faults(journey.formatted("product.updated", "mesage")))
                .containsExactlyInAnyOrder(
                        new Fault(
                                "entry.on",
                                "\"product.updated\" is on shop.products: journeys follow the events of customers"),
                        new Fault(
                                "steps.w.type",
                                "must be message, ask, delay, waitUntil, batch, branch, experiment, update, consent, emit, journey, lookup, offer, task, end; did you mean \"message\"?"));
    }

    @Test
    void whatIsNoDocumentIsOneFault() {
        assertThat(faults("{\"id\": \"a\", \"id\": \"b\"}"))
                .singleElement()
                .asString()
                .contains("is not JSON", "line 1");
        assertThat(faults("id: a\nid: b")).singleElement().asString().contains("is not YAML", "line 2");
        assertThat(faults("- a\n- b")).containsExactly(new Fault("", "must be a map of names to values"));
        assertThat(faults("")).containsExactly(new Fault("", "must be a map of names to values"));
        assertThat(faults("a: [b")).singleElement().asString().contains("is not YAML");
        assertThat(faults("{}")).extracting(Fault::path).contains("id", "entry", "steps", "start");
    }

    @Test
    void wrongTypesAreNamedWhereTheyAre() {
        assertThat(
                        faults(
                                "{id: 5, class: [], entry: x, context: [], exit: {}, goal: 1, holdout: 2, steps: [], start: {}}"))
                .extracting(Fault::toString)
                .containsExactlyInAnyOrder(
                        "id: must be a text",
                        "class: must be a text",
                        "topic: is missing: what can the customer unsubscribe from? (a service journey says \"class: service\")",
                        "entry: must be a map of names to values",
                        "context: must be a map of names to values",
                        "exit: must be a list",
                        "goal: must be a map of names to values",
                        "holdout: must be a map of names to values",
                        "holdout.percent: is missing",
                        "steps: must be a map of names to values",
                        "start: must be a text");
    }

    private static Step step(String text) {
        return sound(text).step("w");
    }

    private static Journey sound(String text) {
        Checked<Journey> checked = COMPILER.check(text, 3, TEMPLATES);
        assertThat(checked).as(text).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<Journey>) checked).value();
    }

    private static List<Fault> faults(String text) {
        Checked<Journey> checked = COMPILER.check(text, 3, TEMPLATES);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked).faults();
    }
}
