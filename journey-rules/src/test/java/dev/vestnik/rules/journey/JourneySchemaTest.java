package dev.vestnik.rules.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Samples;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema for editors says what the compiler says, as far as a schema can. */
class JourneySchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.readTree(JourneySchema.of(StepRegistry.KINDS)));
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private static final Catalogue TEMPLATES = KnownTemplates.of(
            KnownTemplates.template("cart-reminder", EnumSet.allOf(Channel.class), 2),
            KnownTemplates.template("order-placed", EnumSet.allOf(Channel.class), 2),
            KnownTemplates.template("order-shipped", EnumSet.allOf(Channel.class), 2),
            KnownTemplates.template("order-delivered", EnumSet.allOf(Channel.class), 2),
            KnownTemplates.template("courier-dispatched", EnumSet.allOf(Channel.class), 2));
    private static final String EVERYTHING = """
            id: everything
            shops: [main, north-1]
            class: marketing
            topic: news
            priority: 1
            entry: {on: order.placed, if: event.origin == 'web', key: event.orderId, reentry: {max: 1, per: P1W}, lateness: PT1.5S, once: event.orderId, onlyIfNotIn: [other]}
            context: {total: event.total, last: {of: event.orderId, last: 5}}
            counters: {orders: {on: order.placed, if: has(event.total), value: event.total, keep: P30D}}
            exit: [{on: order.cancelled, match: event.orderId == key, reason: cancelled}]
            goal: {on: order.placed, match: event.orderId != key, within: P1DT1H, value: event.total}
            on: [{on: order.delayed, match: event.orderId == key, update: true, goto: later}, {on: order.cancelled, goto: working}]
            holdout: {percent: 10}
            shadow: false
            start: wait
            steps:
              wait: {type: waitUntil, on: [{on: page.viewed, match: has(event.url), next: split}], timeout: PT1M,
                     resetOn: [{on: order.placed, match: event.orderId == key, update: true}], maxWait: PT5M, onTimeout: later}
              later: {type: delay, at: "10:00", weekday: monday, next: until}
              until: {type: delay, until: event.callWindow.from, next: best}
              best: {type: delay, at: best, weekday: friday, next: for}
              for: {type: delay, for: PT1S, next: lasting}
              lasting: {type: delay, for: duration('1h'), next: before}
              before: {type: delay, until: now, offset: -PT1H, next: split}
              working: {type: delay, workingDays: 2, at: "10:00", next: workday}
              workday: {type: delay, at: "10:00", weekday: workday, next: split}
              split: {type: branch, cases: [{if: context.total.amount > 5, next: tell}], otherwise: draw}
              draw: {type: experiment, arms: [{name: plain, weight: 3, next: end}, {name: code, next: note}]}
              note: {type: update, context: {seen: now}, attributes: {tier: '"gold"'}, next: gather}
              gather: {type: batch, on: [{on: order.placed, match: event.orderId == key}], for: PT1H, into: last, next: say}
              say: {type: emit, event: x.noted, data: {tier: '"gold"'}, next: others}
              others: {type: journey, journey: other, each: '[1, 2]', data: {tier: '"gold"'}, next: ask}
              ask: {type: lookup, source: bonus, params: {id: key}, into: bonus, timeout: PT5S, default: '0', next: record}
              record: {type: consent, channel: email, topic: news, granted: true, evidence: key, next: offer}
              offer: {type: offer, offer: spring, into: gift, next: call, onEmpty: end}
              call: {type: task, queue: calls, text: 'Call about {{ event.number }}', timeout: PT4H, escalate: {queue: lead, timeout: PT1H},
                     outcomes: [{name: reached, next: tell}, {name: busy, next: check}], onTimeout: check}
              check: {type: task, queue: calls, text: Look, timeout: P1D, next: question}
              question: {type: ask, template: order-placed, via: sms, into: answer, queue: readers, timeout: P1D, onTimeout: tell, onNone: tell,
                     answers: [{name: agreed, means: "yes", next: tell}, {name: good, words: [rate], number: {from: 7, to: 10}, next: tell},
                               {name: later, words: [later, soon]}]}
              tell: {type: message, template: {of: '"order-placed"', among: [order-placed, order-shipped]}, via: preferred, within: PT1H, until: now + duration('1h'), onSent: end, onNone: end,
                     channels: [{via: sms, until: accepted, for: PT1M, if: has(customer.phone)}, {via: email, until: opened}, {via: push}]}
              end: {type: end}
            """;

    private static final String SEVERAL = """
            id: several
            class: service
            entry: {on: [order.placed, order.confirmed], key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: order-placed, to: {phone: key, email: key, basis: order}, channels: [{via: sms}, {via: email}]}
            """;

    private static final List<String> CALENDARS = List.of(
            "{date: customer.birthday, offset: -P3D, at: '10:00', zone: customer}",
            "{date: customer.attributes.wedding, offset: P2W, at: '10:00:30'}",
            "{every: [day, lastWorkingDay, 15, '03-08'], at: '10:00', zone: shop, if: event.day != ''}",
            "{silence: P90D, of: [order.placed, x.last], at: '13:00', if: event.last < now}",
            "{silence: PT1H, of: order.placed}");

    @Test
    void takesWhatTheCompilerTakes() {
        documents().forEach(document -> {
            assertThat(SCHEMA.validate(document)).as(document.toString()).isEmpty();
            assertThat(COMPILER.check(document.toString(), 1, TEMPLATES)).isInstanceOf(Checked.Sound.class);
        });
    }

    @Test
    void refusesEveryUnknownKeyAndSoDoesTheCompiler() {
        List<Part> all = new ArrayList<>(parts());
        documents().stream()
                .limit(documents().size() - 1)
                .forEach(document -> all.add(new Part(document, maps(document))));
        all.forEach(part -> part.maps().forEach(map -> {
            ObjectNode document = part.document();
            map.put("colour", "red");
            boolean context = List.of("context", "attributes", "data", "counters", "params").stream()
                            .anyMatch(key -> named(document, key).contains(map))
                    || map == document.get("steps");
            assertThat(context || !SCHEMA.validate(document).isEmpty())
                    .as(document.toString())
                    .isTrue();
            assertThat(COMPILER.check(document.toString(), 1, TEMPLATES))
                    .as(document.toString())
                    .isInstanceOf(Checked.Faulty.class);
            map.remove("colour");
        }));
    }

    @Test
    void whatItRefusesTheCompilerRefuses() {
        List<JsonNode> replacements = List.of(JSON.readTree("[5]"), JSON.readTree("\"\""), JSON.readTree("\"P9Z\""));
        int refused = 0;
        for (Part part : parts()) {
            ObjectNode document = part.document();
            assertThat(COMPILER.check(document.toString(), 1, TEMPLATES))
                    .as(document.toString())
                    .isInstanceOf(Checked.Sound.class);
            for (ObjectNode map : part.maps()) {
                for (String key : List.copyOf(map.propertyNames())) {
                    JsonNode was = map.get(key);
                    for (JsonNode replacement : replacements) {
                        map.set(key, replacement);
                        if (!SCHEMA.validate(document).isEmpty()) {
                            refused++;
                            assertThat(COMPILER.check(document.toString(), 1, TEMPLATES))
                                    .as("%s: %s in %s", key, replacement, document)
                                    .isInstanceOf(Checked.Faulty.class);
                        }
                    }
                    map.remove(key);
                    if (!SCHEMA.validate(document).isEmpty()) {
                        refused++;
                        assertThat(COMPILER.check(document.toString(), 1, TEMPLATES))
                                .as("without %s: %s", key, document)
                                .isInstanceOf(Checked.Faulty.class);
                    }
                    map.set(key, was);
                }
            }
        }
        assertThat(refused).isGreaterThan(150);
    }

    /** A part of the document that has everything: so much of it that it is a journey, and the maps that are in no other part. */
    private record Part(ObjectNode document, List<ObjectNode> maps) {}

    /** Each step in a journey of its own, and all that is not in a step: the compiler reads a small document for each fault. */
    private static List<Part> parts() {
        ObjectNode everything = documents().getLast();
        List<Part> parts = new ArrayList<>();
        for (String step : List.copyOf(everything.get("steps").propertyNames())) {
            ObjectNode alone = alone(everything, step);
            parts.add(new Part(alone, maps(alone.get("steps").get(step))));
        }
        ObjectNode frame = alone(everything, "tell");
        List<ObjectNode> maps = new ArrayList<>(List.of(frame, (ObjectNode) frame.get("steps")));
        frame.propertyStream()
                .filter(property -> !property.getKey().equals("steps"))
                .forEach(property -> maps.addAll(maps(property.getValue())));
        parts.add(new Part(frame, maps));
        return parts;
    }

    /** The document with this step and an end, to which everything leads that led to another step. */
    private static ObjectNode alone(ObjectNode everything, String step) {
        ObjectNode document = everything.deepCopy();
        ObjectNode steps = (ObjectNode) document.get("steps");
        Set<String> others = new HashSet<>(steps.propertyNames());
        others.removeAll(List.of(step, "end"));
        steps.remove(others);
        document.put("start", step);
        maps(document)
                .forEach(map -> List.copyOf(map.propertyNames()).stream()
                        .filter(key -> key.matches("next|goto|otherwise|on.+"))
                        .filter(key -> map.get(key).isString()
                                && others.contains(map.get(key).asString()))
                        .forEach(key -> map.put(key, "end")));
        return document;
    }

    private static List<ObjectNode> documents() {
        List<String> texts = new ArrayList<>(Samples.journeys().values());
        texts.add(SEVERAL);
        CALENDARS.forEach(entry ->
                texts.add("{id: dated, class: service, entry: " + entry + ", start: end, steps: {end: {type: end}}}"));
        texts.add(EVERYTHING);
        return texts.stream()
                .map(text -> ((Checked.Sound<JourneyDocument>) JourneyDocument.parse(text))
                        .value()
                        .toJson())
                .map(json -> (ObjectNode) JSON.readTree(json))
                .toList();
    }

    /** The maps with names of the author's own under this key. */
    private static List<JsonNode> named(ObjectNode document, String key) {
        return document.findValues(key);
    }

    private static List<ObjectNode> maps(JsonNode node) {
        List<ObjectNode> maps = new ArrayList<>();
        if (node instanceof ObjectNode map) {
            maps.add(map);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> maps.addAll(maps(child)));
        }
        return maps;
    }
}
