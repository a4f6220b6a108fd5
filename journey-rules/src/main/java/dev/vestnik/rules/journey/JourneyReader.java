package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.CompiledCondition;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.condition.ValueType;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.document.ShopList;
import dev.vestnik.rules.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a journey's document; faults are noted at their places, and the journey counts only where there are none. */
final class JourneyReader {
    static final List<String> KEYS = List.of(
            "id",
            "shops",
            "class",
            "topic",
            "priority",
            "entry",
            "context",
            "counters",
            "exit",
            "goal",
            "on",
            "holdout",
            "shadow",
            "steps",
            "start");
    static final List<String> ENTRY_KEYS = Stream.concat(
                    Stream.of("on", "if", "key", "reentry", "lateness", "once", "onlyIfNotIn"),
                    ScheduleReader.KEYS.stream())
            .toList();
    /** The news that ends a wait: whoever is told of it waits no longer. */
    private static final String RESTOCKED = "product.restocked";

    private static final int MOST_EVENTS = 20;
    private static final int MOST_GATHERED = 50;
    private static final int MOST_OTHERS = 20;
    private static final Duration LATENESS = Duration.ofDays(1);
    private static final Duration GOAL_WITHIN = Duration.ofDays(7);

    private final Place root;
    private final Expressions expressions;
    private Conditions conditions;
    private final Catalogue templates;
    private final StepKinds kinds;

    JourneyReader(Place root, Expressions expressions, Catalogue templates, StepKinds kinds) {
        this.root = root;
        this.expressions = expressions;
        this.conditions = new Conditions(expressions);
        this.templates = templates;
        this.kinds = kinds;
    }

    /** Null only where there are faults. */
    @Nullable
    Journey read(int version) {
        root.only(KEYS);
        JourneyId id = id();
        Set<String> shops = ShopList.read(root.at("shops"));
        JourneyClass journeyClass = journeyClass();
        String topic = topic(journeyClass);
        Integer priority = root.at("priority").number(0, 100);
        CounterReader counters = new CounterReader(id == null ? "" : id.value(), conditions).read(root.at("counters"));
        conditions = new Conditions(expressions, counters.names());
        Entry entry = entry(journeyClass);
        StepGraph graph = StepGraph.of(root, kinds);
        Map<String, ValueType> types = new LinkedHashMap<>();
        Map<String, Integer> lists = new LinkedHashMap<>();
        Map<String, Expression> context = context(graph, types, lists);
        boolean shadow = root.at("shadow").flag(false);
        if (shadow && entry != null && entry.on().contains(RESTOCKED)) {
            root.at("shadow")
                    .fault("takes the places of customers who wait for a product: " + RESTOCKED + " must be real");
        }
        ReadingContext reading =
                new ReadingContext(conditions, templates, graph, types, lists.keySet(), journeyClass, shadow);
        List<Exit> exits = exits(reading);
        Goal goal = goal(reading);
        List<Rule> rules = rules(reading);
        int holdout = holdout();
        Map<String, Step> steps = new StepReader(reading, kinds).steps(root.at("steps"));
        String start = root.at("start").requiredText();
        graph.check();
        if (id == null || entry == null || start == null) {
            return null;
        }
        return new Journey(
                id,
                version,
                journeyClass,
                topic,
                priority == null ? 50 : priority,
                entry,
                context,
                exits,
                goal,
                shadow ? 0 : holdout, // nobody gets anything of it, so there is nothing to compare
                steps,
                start,
                shops,
                new JourneyWide(rules, lists, counters.counters(), shadow));
    }

    private @Nullable JourneyId id() {
        Place place = root.at("id");
        String id = place.requiredText();
        if (id == null) {
            return null;
        }
        if (!DocumentId.isValid(id)) {
            place.fault("must be 1-100 small letters, digits, dots and dashes");
            return null;
        }
        if (id.equals("by-hand")) {
            place.fault("is the name of messages by hand; choose another");
            return null;
        }
        return new JourneyId(id);
    }

    /** Marketing unless the document says otherwise: a journey that ignores opt-outs must be called so. */
    private JourneyClass journeyClass() {
        Map<String, JourneyClass> classes = new LinkedHashMap<>();
        classes.put("marketing", JourneyClass.MARKETING);
        classes.put("service", JourneyClass.SERVICE);
        JourneyClass journeyClass = root.at("class").choice(classes);
        return journeyClass == null ? JourneyClass.MARKETING : journeyClass;
    }

    private @Nullable String topic(JourneyClass journeyClass) {
        Place place = root.at("topic");
        String topic = place.text();
        if (topic == null && !place.present() && journeyClass == JourneyClass.MARKETING) {
            place.fault(
                    "is missing: what can the customer unsubscribe from? (a service journey says \"class: service\")");
        }
        if (topic != null && !DocumentId.isValid(topic)) {
            place.fault("must be 1-100 small letters, digits, dots and dashes");
        }
        return topic;
    }

    private @Nullable Entry entry(JourneyClass journeyClass) {
        Place place = root.at("entry");
        if (!place.required() || !place.map()) {
            return null;
        }
        place.only(ENTRY_KEYS);
        String moment = ScheduleReader.event(place);
        Schedule schedule = moment == null ? null : new ScheduleReader(place).read();
        List<String> on = moment == null ? startedBy(place) : List.of(moment);
        Scope scope = Scope.ofEvents(Set.copyOf(on));
        Expression condition = conditions.condition(place.at("if"), scope);
        Expression key = conditions.key(place.at("key"), scope);
        Entry.Reentry reentry = reentry(place.at("reentry"), key != null, journeyClass);
        Duration lateness = place.at("lateness").duration();
        if (lateness == null && (moment != null || journeyClass == JourneyClass.MARKETING)) {
            lateness = LATENESS;
        }
        Expression once = conditions.fact(place.at("once"), scope);
        List<JourneyId> others = others(place.at("onlyIfNotIn"));
        boolean sound = moment == null ? !on.isEmpty() : schedule != null;
        return sound ? new Entry(on, condition, key, reentry, lateness, once, others, schedule) : null;
    }

    /** One type of events, or several; none only where there are faults. */
    private static List<String> startedBy(Place entry) {
        for (String key : ScheduleReader.KEYS) {
            if (entry.at(key).present()) {
                entry.at(key).fault("needs a calendar: \"date\", \"every\" or \"silence\"");
            }
        }
        Place place = entry.at("on");
        List<Place> types = place.isList() ? place.elements() : List.of(place);
        if (types.isEmpty() || types.size() > MOST_EVENTS) {
            place.fault("must be 1-" + MOST_EVENTS + " types of events");
        }
        List<String> on = new ArrayList<>();
        for (Place one : types) {
            String type = ReadingContext.startingType(one);
            if (type != null && on.contains(type)) {
                one.fault("is there twice");
            } else if (type != null) {
                on.add(type);
            }
        }
        return on;
    }

    private static List<JourneyId> others(Place place) {
        List<JourneyId> others = new ArrayList<>();
        List<Place> elements = place.elements();
        if (place.isList() && (elements.isEmpty() || elements.size() > MOST_OTHERS)) {
            place.fault("must be 1-" + MOST_OTHERS + " ids of journeys");
        }
        for (Place one : elements) {
            String id = one.requiredText();
            if (id != null && !DocumentId.isValid(id)) {
                one.fault("must be 1-100 small letters, digits, dots and dashes");
            } else if (id != null) {
                others.add(new JourneyId(id));
            }
        }
        return others;
    }

    private static Entry.@Nullable Reentry reentry(Place place, boolean hasKey, JourneyClass journeyClass) {
        if (!place.present() || !place.map()) {
            return null;
        }
        place.only(List.of("max", "per", "by"));
        place.at("max").required();
        place.at("per").required();
        Integer max = place.at("max").number(1, 1000);
        Duration per = place.at("per").duration();
        Map<String, Entry.Reentry.By> ways = new LinkedHashMap<>();
        ways.put("customer", Entry.Reentry.By.CUSTOMER);
        ways.put("key", Entry.Reentry.By.KEY);
        Entry.Reentry.By by = place.at("by").choice(ways);
        if (by == Entry.Reentry.By.KEY && !hasKey) {
            place.at("by").fault("needs a key: \"entry.key\" says which entries belong together");
        }
        if (by == null && hasKey && journeyClass == JourneyClass.SERVICE) {
            place.warn(
                    "counts all entries of a customer: past " + max
                            + " another key, such as another order, gets nothing",
                    "say \"by: key\", or \"by: customer\" where that is meant");
        }
        return max == null || per == null
                ? null
                : new Entry.Reentry(max, per, by == null ? Entry.Reentry.By.CUSTOMER : by);
    }

    private Map<String, Expression> context(StepGraph graph, Map<String, ValueType> types, Map<String, Integer> lists) {
        Map<String, Expression> context = new LinkedHashMap<>();
        root.at("context").entries().forEach((name, place) -> {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
                place.fault("must have a name of letters, digits and _");
            }
            place.required();
            boolean gathers = place.isMap();
            Place value = gathers ? place.only(List.of("of", "last")).at("of") : place;
            CompiledCondition.Compiled compiled = !gathers || value.required()
                    ? conditions.remembered(value, Scope.ofEvents(graph.eventsThatFillTheContext()))
                    : null;
            Integer last =
                    gathers && place.at("last").required() ? place.at("last").number(1, MOST_GATHERED) : null;
            types.put(name, compiled == null || gathers ? ValueType.ANY : remembered(compiled));
            if (last != null) {
                lists.put(name, last);
            }
            if (compiled != null) {
                context.put(name, compiled.expression());
            }
        });
        graph.setBySteps().forEach(name -> types.compute(name, JourneyReader::setByAStep));
        return context;
    }

    /**
     * The type of what a step sets may be another than the one that the entry's event gives it. A name that a step alone sets counts as there:
     * who reads it has set it before.
     */
    private static ValueType setByAStep(String name, @Nullable ValueType declared) {
        return declared == null ? ValueType.ANY : declared.orAny();
    }

    private static ValueType remembered(CompiledCondition.Compiled compiled) {
        return compiled.mayBeAbsent().isEmpty()
                ? compiled.type()
                : compiled.type().orAbsent();
    }

    private List<Exit> exits(ReadingContext reading) {
        List<Exit> exits = new ArrayList<>();
        for (Place place : root.at("exit").elements()) {
            place.only(List.of("on", "match", "reason"));
            Trigger trigger = place.map() ? reading.trigger(place) : null;
            String reason = place.at("reason").text();
            if (reason != null && !reason.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
                place.at("reason").fault("must be a short word: letters, digits, dots and dashes");
            }
            if (trigger != null) {
                exits.add(new Exit(trigger, reason == null ? trigger.on() : reason));
            }
        }
        return exits;
    }

    private List<Rule> rules(ReadingContext reading) {
        List<Rule> rules = new ArrayList<>();
        for (Place place : root.at("on").elements()) {
            place.only(List.of("on", "match", "update", "goto"));
            Trigger trigger = place.map() ? reading.trigger(place) : null;
            boolean update = place.at("update").flag(false);
            String goTo = place.at("goto").text();
            if (place.isMap() && !update && !place.at("goto").present()) {
                place.fault("must do something: \"update: true\", \"goto\"");
            }
            if (trigger != null) {
                rules.add(new Rule(trigger, update, goTo));
            }
        }
        return rules;
    }

    private @Nullable Goal goal(ReadingContext reading) {
        Place place = root.at("goal");
        if (!place.present() || !place.map()) {
            return null;
        }
        place.only(List.of("on", "match", "within", "value"));
        Trigger trigger = reading.trigger(place);
        Duration within = place.at("within").duration();
        Scope scope = trigger == null ? Scope.ofEvents(Set.of()) : Scope.ofEvent(trigger.on());
        Expression value = conditions.amount(place.at("value"), scope.inInstance(reading.context()));
        return trigger == null ? null : new Goal(trigger, within == null ? GOAL_WITHIN : within, value);
    }

    private int holdout() {
        Place place = root.at("holdout").only(List.of("percent"));
        if (!place.present()) {
            return 0;
        }
        Integer percent = place.at("percent").required() ? place.at("percent").number(0, 100) : null;
        return percent == null ? 0 : percent;
    }
}
