package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Samples;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestRunnerTest {
    private static final Map<String, Template> TEMPLATES = templates();
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private static final Journey CART = journey(Samples.journeys().get("abandoned-cart"));
    private static final String TOTAL = "total: {amount: %d, currency: RUB}";

    private final TestRunner runner =
            new TestRunner(new Decider((customer, channel, topic) -> "https://example.org/u"));

    private static Map<String, Template> templates() {
        Map<String, Template> templates = new HashMap<>();
        Samples.templates()
                .forEach((id, text) ->
                        templates.put(id, ((Checked.Sound<Template>) new TemplateCompiler().check(text)).value()));
        return templates;
    }

    private static Journey journey(String text) {
        return ((Checked.Sound<Journey>) COMPILER.check(text, 1, Catalogue.of(TEMPLATES))).value();
    }

    private static JourneyTest test(String text) {
        return switch (JourneyTest.parse(text, "test")) {
            case Checked.Sound<JourneyTest>(JourneyTest test, var warnings) -> test;
            case Checked.Faulty<JourneyTest>(List<Fault> faults) -> throw new AssertionError(faults);
        };
    }

    private TestReport report(JourneyTest test, Journey... journeys) {
        TestBed bed = new TestBed(TEMPLATES, ShopSettings.DEFAULT, FeatureLevel.NEWEST);
        return runner.run(test.run(), bed.under(List.of(journeys), test.run().start()));
    }

    private List<String> differences(String text, Journey... journeys) {
        JourneyTest test = test(text);
        return test.differences(report(test, journeys));
    }

    @Test
    void wakesAtTheVirtualTimeAndRendersTheTexts() {
        assertThat(differences("""
                        events:
                          - {type: cart.updated, data: {cartId: c1, total: {amount: 129900, currency: RUB}}}
                        expect:
                          messages:
                            - {at: PT2H, template: cart-reminder, channel: push, text: "1,299"}
                            - {at: PT2H30M, template: cart-reminder, channel: email}
                        """, CART)).isEmpty();
    }

    @Test
    void tellsEveryStepOfIt() {
        TestReport report = report(test("""
                events:
                  - {type: cart.updated, data: {cartId: c1}}
                  - {at: PT1H, type: order.placed, data: {cartId: c1}}
                expect: {messages: [], reasons: [purchased]}
                """), CART);
        assertThat(report.story()).extracting(Happening::signal).containsExactly("cart.updated", "order.placed");
        Happening entered = report.story().getFirst();
        assertThat(entered.waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.step()).isEqualTo("quiet");
            assertThat(waiting.key()).isEqualTo("c1");
            assertThat(waiting.until()).isEqualTo(JourneyTest.START.plus(Duration.ofHours(2)));
        });
        assertThat(report.story().getLast().waiting()).isEmpty();
        assertThat(report.ending()).isEqualTo(TestReport.Ending.QUIET);
        assertThat(report.at()).isEqualTo(JourneyTest.START.plus(Duration.ofHours(1)));
    }

    @Test
    void anEventOfTheSameTimeComesBeforeTheWakeUp() {
        assertThat(differences("""
                        events:
                          - {type: cart.updated, data: {cartId: c1}}
                          - {at: PT2H, type: order.placed, data: {cartId: c1}}
                        expect: {messages: [], reasons: [purchased]}
                        """, CART)).isEmpty();
    }

    @Test
    void receiptsComeAsTheDocumentSays() {
        assertThat(differences("""
                        events: [{type: cart.updated, data: {cartId: c1, %s}}]
                        receipts: {push: [accepted, {status: opened, after: PT10M}]}
                        expect: {messages: [{at: PT2H, channel: push}]}
                        """.formatted(TOTAL.formatted(400_000)), CART)).isEmpty();
        assertThat(differences("""
                        events: [{type: cart.updated, data: {cartId: c1, %s}}]
                        receipts: {push: [failed-permanent], sms: []}
                        expect: {messages: [{at: PT2H, channel: push}, {at: PT2H, channel: sms}, {at: PT2H15M, channel: email}]}
                        """.formatted(TOTAL.formatted(400_000)), CART)).isEmpty();
    }

    @Test
    void saysWhatDiffers() {
        String events = """
                events: [{type: cart.updated, data: {cartId: c1}}]
                receipts: {push: [opened]}
                """;
        assertThat(differences(events + "expect: {messages: []}", CART))
                .singleElement()
                .asString()
                .startsWith("not expected: push of cart-reminder at 2026-06-01T11:00:00Z (PT2H)");
        assertThat(differences(events + "expect: {messages: [{at: PT3H, channel: push, text: [Your, Meine]}]}", CART))
                .singleElement()
                .asString()
                .startsWith("expected push at 2026-06-01T12:00:00Z (PT3H): it goes out at 2026-06-01T11:00:00Z (PT2H)")
                .contains("without \"Meine\" in its text, which is \"Your cart");
        assertThat(differences(
                        events + "expect: {messages: [{channel: push}, {channel: sms}], reasons: [purchased]}", CART))
                .hasSize(2)
                .anyMatch(one -> one.startsWith("expected sms: it does not go out"))
                .anyMatch(one -> one.startsWith("expected a decision for the reason purchased: there is none"));
    }

    @Test
    void saysWhichConditionOfTheEntryDoesNotHold() {
        assertThat(differences("""
                        events: [{type: cart.updated, data: {cartId: c1, items: []}}]
                        expect: {messages: [{channel: push}]}
                        """, CART)).singleElement().asString().contains("condition \"event.items.size() > 0\"");
    }

    @Test
    void theCustomerIsWhatTheDocumentSays() {
        assertThat(differences("""
                        customer: {profile: {firstName: Anna, email: anna@example.org}, consents: [{channel: email, granted: true}]}
                        events: [{type: cart.updated, data: {cartId: c1}}]
                        expect: {messages: [{channel: email, text: "Anna, your cart"}], reasons: [no-device]}
                        """, CART)).isEmpty();
        assertThat(differences("""
                        customer: {profile: {email: anna@example.org}, consents: []}
                        events: [{type: cart.updated, data: {cartId: c1}}]
                        expect: {messages: [], reasons: [no-consent]}
                        """, CART)).isEmpty();
    }

    @Test
    void aCustomerWithoutANameIsNeverOfTheControlGroup() {
        Journey half = journey(Samples.journeys().get("abandoned-cart") + "holdout: {percent: 99}\n");
        String test = """
                events: [{type: cart.updated, data: {cartId: c1}}]
                receipts: {push: [opened]}
                expect: {messages: [{channel: push}]}
                """;
        assertThat(differences(test, half)).isEmpty();
    }

    @Test
    void aLateEventIsOneThatCameLate() {
        assertThat(differences("""
                        events: [{at: PT1H, occurredAt: PT0S, type: cart.updated, data: {cartId: c1}}]
                        expect: {messages: [], reasons: [too-late]}
                        """, CART)).isEmpty();
    }

    @Test
    void goesNoFurtherThanItsTime() {
        TestReport report = report(test("""
                events: [{type: cart.updated, data: {cartId: c1}}]
                until: PT1H
                expect: {messages: []}
                """), CART);
        assertThat(report.messages()).isEmpty();
        assertThat(report.ending()).isEqualTo(TestReport.Ending.TIME_OVER);
        assertThat(report.at()).isEqualTo(JourneyTest.START.plus(Duration.ofHours(1)));
    }

    @Test
    void endsARunThatWouldGoOnForEver() {
        Journey forEver = journey("""
                id: for-ever
                class: service
                entry: {on: x.begun}
                start: wait
                steps:
                  wait: {type: delay, for: PT1M, next: again}
                  again: {type: delay, for: PT1M, next: wait}
                """);
        JourneyTest test = test("{events: [{type: x.begun}], expect: {messages: []}}");
        TestReport report = report(test, forEver);
        assertThat(report.ending()).isEqualTo(TestReport.Ending.TOO_LONG);
        assertThat(test.differences(report)).singleElement().asString().contains("more than 2000 signals");
    }

    @Test
    void theSameRunHasTheSameCourse() {
        JourneyTest test = test("""
                events: [{type: cart.updated, data: {cartId: c1}}]
                expect: {messages: []}
                """);
        assertThat(report(test, CART)).isEqualTo(report(test, CART));
    }

    @Test
    void offersGiveTheCodesOfTheDocumentAndAreEmptyPastTheLastOne() {
        Journey code = journey("""
                id: code
                class: service
                entry: {on: order.placed, key: event.orderId}
                start: code
                steps:
                  code: {type: offer, offer: spring, next: which}
                  which: {type: branch, cases: [{if: 'context.offer.code == "A-2"', next: tell}], otherwise: end}
                  tell: {type: message, template: order-placed, channels: [{via: sms}]}
                  end: {type: end}
                """);
        String orders = """
                events:
                  - {type: order.placed, data: {orderId: o1, number: "1"}}
                  - {at: PT1H, type: order.placed, data: {orderId: o2, number: "2"}}
                  - {at: PT2H, type: order.placed, data: {orderId: o3, number: "3"}}
                """;
        assertThat(differences(orders + """
                        answers: {offers: {spring: [A-1, {code: A-2, expiresAt: P14D}]}}
                        expect: {messages: [{at: PT1H, channel: sms}], reasons: [offer-empty]}
                        """, code)).isEmpty();
        assertThat(differences(orders + "expect: {messages: [], reasons: [offer-unanswered]}", code))
                .isEmpty();
    }

    @Test
    void sourcesAnswerWhatTheDocumentSays() {
        Journey points = journey("""
                id: points
                class: service
                entry: {on: order.delivered, key: event.orderId}
                start: ask
                steps:
                  ask: {type: lookup, source: bonus, into: bonus, default: '{"points": 0}', next: which}
                  which: {type: branch, cases: [{if: context.bonus.points > 100, next: tell}], otherwise: end}
                  tell: {type: message, template: order-delivered, channels: [{via: sms}]}
                  end: {type: end}
                """);
        String delivered = "events: [{type: order.delivered, data: {orderId: o1}}]\n";
        assertThat(differences(delivered + """
                        answers: {sources: {bonus: {points: 120}}}
                        expect: {messages: [{at: PT0S, channel: sms}]}
                        """, points)).isEmpty();
        assertThat(differences(delivered + "expect: {messages: []}", points)).isEmpty();
    }

    @Test
    void theOwnerOfAnotherContactLetsMessagesThrough() {
        Journey recipient = journey("""
                id: recipient
                class: service
                entry: {on: order.delivered, key: event.orderId}
                start: tell
                steps:
                  tell:
                    type: message
                    template: order-delivered
                    to: {phone: '"+74951234567"', basis: order}
                    channels: [{via: sms}]
                """);
        assertThat(differences("""
                        events: [{type: order.delivered, data: {orderId: o1}}]
                        expect: {messages: [{at: PT0S, channel: sms}]}
                        """, recipient)).isEmpty();
    }

    @Test
    void listsEveryFaultOfADocument() {
        assertThat(JourneyTest.parse("""
                        name: wrong
                        customer: anna
                        start: yesterday
                        events:
                          - {at: -PT1H, type: cart.updatd, dat: {}}
                          - {type: cart.updated, data: {cartID: c1, total: {amount: much}}}
                        answers: {offers: {Spring: [], spring: [5, {expiresAt: soon}]}, source: {}}
                        receipts: {fax: [delivered], sms: [deliverd], email: delivered}
                        until: PT0S
                        expect: {reasons: [purchased]}
                        """))
                .isInstanceOfSatisfying(
                        Checked.Faulty.class,
                        faulty -> assertThat(((Checked.Faulty<?>) faulty).faults())
                                .extracting(Fault::path)
                                .contains(
                                        "customer",
                                        "start",
                                        "events[0].at",
                                        "events[0].type",
                                        "events[0].dat",
                                        "events[1].data.cartID",
                                        "events[1].data.total.amount",
                                        "answers.offers.Spring",
                                        "answers.offers.spring[0]",
                                        "answers.offers.spring[1].code",
                                        "answers.source",
                                        "receipts.fax",
                                        "receipts.sms[0]",
                                        "receipts.email",
                                        "expect.messages"));
    }

    private static final String ASKING = """
            id: asking
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: ask
            steps:
              ask:
                type: ask
                template: order-shipped
                answers: [{name: good, number: {from: 1, to: 10}, next: call}]
                into: answer
                timeout: P1D
              call: {type: task, queue: calls, text: Call, timeout: P1D, outcomes: [{name: reached, next: end}]}
              end: {type: end}
            """;

    @Test
    void whatTheCustomerWritesAnswersAndWhatPeopleFinishLeadsOn() {
        assertThat(differences("""
                        events:
                          - {type: order.shipped, data: {orderId: o1}}
                          - {at: PT1H, type: message.inbound, data: {channel: sms, text: "9!"}}
                          - {at: PT3H, type: task.finished, data: {outcome: reached}}
                        expect:
                          messages: [{at: PT0S, channel: sms}]
                          reasons: [understood, made, finished, completed]
                        """, journey(ASKING))).isEmpty();
    }

    @Test
    void aTaskThatIsNotThereIsNoneToFinish() {
        assertThat(differences("""
                        events:
                          - {type: order.shipped, data: {orderId: o1}}
                          - {at: PT1H, type: task.finished, data: {outcome: reached}}
                        expect: {messages: [{at: PT0S, channel: sms}], reasons: [completed]}
                        """, journey(ASKING))).isEmpty();
    }

    @Test
    void aStopThatTheCustomerWritesIsOne() {
        assertThat(differences("""
                        events:
                          - {type: message.inbound, data: {channel: sms, text: STOP}}
                          - {at: PT1H, type: cart.updated, data: {cartId: c1, total: {amount: 400000, currency: RUB}}}
                        expect:
                          messages: [{channel: push}, {channel: email}]
                          reasons: [address-stopped]
                        """, CART)).isEmpty();
    }
}
