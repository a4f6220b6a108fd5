package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class NewerWordsTest {
    private static final String JOURNEY = """
            {"entry": {"on": "order.placed", "reentry": {"max": 1, "per": "P1D", "by": "key"}},
             "steps": {"which": {"type": "branch", "onUnknown": "end"}, "end": {"type": "end"}}}""";

    @Test
    void entriesByTheCalendarTakeTheirLevel() {
        for (String entry : List.of(
                "{\"date\": \"customer.birthday\", \"at\": \"10:00\"}",
                "{\"every\": \"day\", \"at\": \"10:00\"}",
                "{\"silence\": \"P90D\", \"of\": \"order.placed\"}")) {
            String journey = "{\"entry\": " + entry + "}";
            assertThat(NewerWords.faults(journey, FeatureLevel.LANGUAGE)).hasSize(1);
            assertThat(NewerWords.faults(journey, FeatureLevel.CALENDAR)).isEmpty();
        }
    }

    @Test
    void whatOlderEnginesDoNotKnowIsNotPublishedBeforeItsLevel() {
        assertThat(NewerWords.faults(JOURNEY, FeatureLevel.STATE_FORMAT_3))
                .extracting(Fault::path)
                .containsExactly("entry.reentry.by", "steps.which.onUnknown");
        assertThat(NewerWords.faults(JOURNEY, FeatureLevel.STATE_FORMAT_3)
                        .getFirst()
                        .problem())
                .contains("takes feature level 4, and 3 is in force", "POST /api/feature-level");
        assertThat(NewerWords.warnings(JOURNEY, FeatureLevel.OLDEST))
                .extracting(Warning::path)
                .hasSize(2);
        assertThat(NewerWords.faults(JOURNEY, FeatureLevel.MEMORY)).isEmpty();
        assertThat(NewerWords.warnings(JOURNEY, FeatureLevel.MEMORY)).isEmpty();
    }

    @Test
    void whatOlderEnginesWouldDoOtherwiseWaitsForItsLevel() {
        FeatureLevel before = FeatureLevel.ADDRESSES;
        assertThat(NewerWords.ofMoves(Map.of("rest", "pause"), before)).hasSize(1);
        assertThat(NewerWords.ofMoves(Map.of(), before)).isEmpty();
        assertThat(NewerWords.ofMeanwhile(Meanwhile.RESTART, before)).hasSize(1);
        assertThat(NewerWords.ofMeanwhile(Meanwhile.SKIP_EXPIRED, before)).isEmpty();
        assertThat(NewerWords.ofBundles(before)).hasSize(1);
        assertThat(NewerWords.ofMoves(Map.of("rest", "pause"), FeatureLevel.LANGUAGE))
                .isEmpty();
        assertThat(NewerWords.ofMeanwhile(Meanwhile.RESTART, FeatureLevel.LANGUAGE))
                .isEmpty();
        assertThat(NewerWords.ofBundles(FeatureLevel.LANGUAGE)).isEmpty();
    }

    @Test
    void eventsThatOlderEnginesDoNotKnowWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": "message.inbound"}, "goal": {"on": "message.read"}, "exit": [{"on": "order.placed"}, {"on": "message.read"}],
                 "steps": {"wait": {"type": "waitUntil", "on": [{"on": "message.inbound", "next": "end"}]}}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.MEMORY))
                .extracting(Fault::path)
                .containsExactly("entry.on", "goal.on", "exit[1].on", "steps.wait.on[0].on");
        assertThat(NewerWords.faults(journey, FeatureLevel.RECEIPTS)).isEmpty();
    }

    @Test
    void newsOfProductsAndQuestionsToThemWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": ["product.restocked", "order.placed"]}, "exit": [{"on": "product.price_dropped"}],
                 "steps": {"ask": {"type": "lookup", "source": "products", "into": "a"}, "other": {"type": "lookup", "source": "bonus", "into": "b"}}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.AUDIENCES))
                .extracting(Fault::path)
                .containsExactly("entry.on[0]", "exit[0].on", "steps.ask.source");
        assertThat(NewerWords.faults(journey, FeatureLevel.PRODUCTS)).isEmpty();
    }

    @Test
    void kindsOfStepsThatOlderEnginesDoNotKnowWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": "order.placed"}, "steps": {"which": {"type": "experiment", "arms": []}, "end": {"type": "end"}}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                .extracting(Fault::path)
                .containsExactly("steps.which.type");
        assertThat(NewerWords.faults(journey, FeatureLevel.LANGUAGE)).isEmpty();
    }

    @Test
    void tasksForPeopleWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": "task.finished"}, "exit": [{"on": "task.finished"}], "steps": {"call": {"type": "task", "queue": "calls"}}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                .extracting(Fault::path)
                .containsExactly("entry.on", "exit[0].on", "steps.call.type");
        assertThat(NewerWords.faults(journey, FeatureLevel.LANGUAGE)).isEmpty();
    }

    @Test
    void questionsAndWhatTheirAnswersSayWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": "message.inbound", "if": "!has(event . question)"}, "steps": {"ask": {"type": "ask"}}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                .extracting(Fault::path)
                .containsExactly("entry.if", "steps.ask.type");
        String other = journey.replace("message.inbound", "x.quiz").replace("\"ask\"}", "\"end\"}");
        assertThat(NewerWords.faults(other, FeatureLevel.ADDRESSES)).isEmpty();
    }

    @Test
    void waysOfDelaysAndRulesForAllStepsWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": "order.placed"}, "on": [{"on": "order.delayed", "goto": "a"}],
                 "steps": {"a": {"type": "delay", "workingDays": 2}, "b": {"type": "delay", "until": "now", "offset": "PT1H"},
                           "c": {"type": "delay", "at": "10:00", "weekday": "workday"}, "d": {"type": "delay", "for": "now - now"},
                           "e": {"type": "delay", "for": "PT1H"}, "f": {"type": "delay", "at": "10:00", "weekday": "monday"}}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                .extracting(Fault::path)
                .containsExactly("on", "steps.a.workingDays", "steps.b.offset", "steps.c.weekday", "steps.d.for");
    }

    @Test
    void waysOfMessagesAndLengthsByExpressionWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": "journey.started"},
                 "steps": {"a": {"type": "message", "template": {"of": "key", "among": ["b"]}, "within": "now - now"},
                           "b": {"type": "waitUntil", "timeout": "now - now"}, "c": {"type": "message", "template": "b", "within": "PT1H"},
                           "d": {"type": "message", "template": "b", "to": {}, "via": "preferred"}, "e": {"type": "delay", "at": "best"}}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                .extracting(Fault::path)
                .containsExactly(
                        "entry.on",
                        "steps.a.within",
                        "steps.a.template",
                        "steps.b.timeout",
                        "steps.d.to",
                        "steps.d.via",
                        "steps.e.at");
    }

    @Test
    void wordsOfEntriesAndConditionsAboutThePastWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": ["order.placed"], "once": "event.orderId", "onlyIfNotIn": ["a"], "if": "customer.in('a')"},
                 "steps": {"b": {"type": "branch", "cases": [{"if": "customer.lastSent('t') < now"}]}}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                .extracting(Fault::path)
                .containsExactly("entry.once", "entry.onlyIfNotIn", "entry.on", "entry.if", "steps.b.cases[0].if");
    }

    @Test
    void whiteSpaceBracketsAndRemarksHideNothing() {
        for (String past : List.of(
                "customer .in('a')",
                "customer\n. lastSent('t') < now",
                "(customer).sent('t')",
                "customer.?counters",
                "customer.counters['a/b']",
                "customer['journeys']",
                "customer // the past\n.in('a')",
                "'https://' + customer.lastSent('t')")) {
            String journey = JsonMapper.shared()
                    .writeValueAsString(Map.of("entry", Map.of("on", "order.placed", "if", past), "steps", Map.of()));
            assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                    .as(past)
                    .hasSize(1);
        }
        for (String other : List.of("customer.attributes.sent", "customer.phone in ['a']", "customer.index == 'a'")) {
            String journey = JsonMapper.shared()
                    .writeValueAsString(Map.of("entry", Map.of("on", "order.placed", "if", other), "steps", Map.of()));
            assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                    .as(other)
                    .isEmpty();
        }
    }

    @Test
    void countersAndListsWaitForTheirLevel() {
        String journey = """
                {"entry": {"on": "order.placed"}, "counters": {"a": {"on": "order.placed"}},
                 "context": {"b": {"of": "event.orderId", "last": 5}, "c": "event.orderId"}, "steps": {}}""";
        assertThat(NewerWords.faults(journey, FeatureLevel.ADDRESSES))
                .extracting(Fault::path)
                .containsExactly("counters", "context.b");
    }

    @Test
    void whatEveryEngineKnowsIsPublishedOnAnyLevel() {
        assertThat(NewerWords.faults("{\"entry\": {\"on\": \"order.placed\"}, \"steps\": {}}", FeatureLevel.OLDEST))
                .isEmpty();
    }
}
