package dev.vestnik.engine.authoring;

import dev.vestnik.rules.condition.KnownEvents;
import dev.vestnik.rules.decide.LookupStep;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.settings.SettingsDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Words of a journey that engines on a lower feature level do not know: they could not use a version that has them. */
final class NewerWords {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> STEPS_OF_6 =
            Set.of("batch", "consent", "experiment", "update", "emit", "journey", "lookup", "offer", "task", "ask");
    private static final Set<String> EVENTS_OF_5 = Set.of("message.inbound", "message.read");
    private static final Set<String> EVENTS_OF_6 = Set.of(KnownEvents.STARTED, "offer.redeemed", "task.finished");

    private static final Set<String> EVENTS_OF_10 =
            Set.of("product.price_dropped", "product.restocked", "product.launched");

    /** However it is spaced; possessive, so that a long row of spaces costs no more than its length. */
    private static final Pattern PAST = Pattern.compile(
            "customer[\\s)]*+(\\.\\s*+(\\?\\s*+)?+|\\[\\s*+['\"])(in|lastSent|journeys|sent|counters)\\b");

    /** Likewise of segments. */
    private static final Pattern SEGMENT =
            Pattern.compile("customer[\\s)]*+(\\.\\s*+(\\?\\s*+)?+|\\[\\s*+['\"])(inSegment|segments)\\b");

    /** Likewise of what the customer has said of marketing. */
    private static final Pattern CONSENTS =
            Pattern.compile("customer[\\s)]*+(\\.\\s*+(\\?\\s*+)?+|\\[\\s*+['\"])(allows|refuses|consentAt)\\b");

    /** Fields of a message that answers a question, however they are spaced. */
    private static final Pattern QUESTION =
            Pattern.compile("event\\s*+(\\.\\s*+(\\?\\s*+)?+|\\[\\s*+['\"])(question|run)\\b");

    private static final Pattern REMARK = Pattern.compile("//[^\n]*+");

    /** The settings that every engine knows; one that finds another key in them falls back to none at all. */
    private static final Set<String> SETTINGS_BEFORE_6 = Set.of("zone", "locale", "texts");

    private static final Map<String, FeatureLevel> SETTINGS_AFTER_6 =
            Map.of("country", FeatureLevel.COUNTRY, "codes", FeatureLevel.CODES);

    private NewerWords() {}

    record Word(String path, FeatureLevel needed) {}

    /**
     * The faults of words that cannot be published on this level.
     *
     * @param json of a journey without faults
     */
    static List<Fault> faults(String json, FeatureLevel level) {
        return above(json, level)
                .map(word -> new Fault(word.path(), problem(word, level) + ": " + remedy()))
                .toList();
    }

    /** The same of what is only saved. */
    static List<Warning> warnings(String json, FeatureLevel level) {
        return above(json, level).map(word -> warning(word, level)).toList();
    }

    static Warning warning(Word word, FeatureLevel level) {
        return new Warning(word.path(), problem(word, level) + " and cannot be published yet", remedy());
    }

    /** The faults of settings, which are in force as soon as they are saved. */
    static List<Fault> ofSettings(String json, FeatureLevel level) {
        JsonNode settings = JSON.readTree(json);
        Stream<Word> ofAll = settings.propertyStream()
                .map(Map.Entry::getKey)
                .filter(key -> !SETTINGS_BEFORE_6.contains(key))
                .map(key -> new Word(key, SETTINGS_AFTER_6.getOrDefault(key, FeatureLevel.LANGUAGE)));
        Stream<Word> ofShops = settings.path(SettingsDocument.PER_SHOP)
                .propertyStream()
                .flatMap(shop -> shop.getValue()
                        .propertyStream()
                        .filter(setting -> SETTINGS_AFTER_6.containsKey(setting.getKey()))
                        .map(setting -> new Word(
                                SettingsDocument.PER_SHOP + "." + shop.getKey() + "." + setting.getKey(),
                                Objects.requireNonNull(SETTINGS_AFTER_6.get(setting.getKey())))));
        return Stream.concat(ofAll, ofShops)
                .filter(word -> !level.allows(word.needed()))
                .map(word -> new Fault(word.path(), problem(word, level) + ": " + remedy()))
                .toList();
    }

    /** The faults of a publication that moves people to steps of another id. */
    static List<Fault> ofMoves(Map<String, String> moves, FeatureLevel level) {
        return moves.isEmpty() ? List.of() : above(new Word("moves", FeatureLevel.LANGUAGE), level);
    }

    /** The faults of a pause, or its end. */
    static List<Fault> ofMeanwhile(Meanwhile meanwhile, FeatureLevel level) {
        return meanwhile == Meanwhile.SKIP_EXPIRED
                ? List.of()
                : above(new Word("meanwhile", FeatureLevel.LANGUAGE), level);
    }

    /** The faults of changing several definitions together. */
    static List<Fault> ofBundles(FeatureLevel level) {
        return above(new Word("", FeatureLevel.LANGUAGE), level);
    }

    /** The fault of a word that this level does not allow; none where it does. */
    static List<Fault> above(Word word, FeatureLevel level) {
        return level.allows(word.needed())
                ? List.of()
                : List.of(new Fault(word.path(), problem(word, level) + ": " + remedy()));
    }

    /** The faults of a kind of definitions that older engines know nothing of: the commands of an offer's pool would be lost on them. */
    static List<Fault> ofKind(Kind kind, FeatureLevel level) {
        return switch (kind) {
            case JOURNEY, TEMPLATE, SETTING -> List.of();
            case OFFER -> above(new Word("", FeatureLevel.LANGUAGE), level);
            case SEGMENT, CAMPAIGN -> above(new Word("", FeatureLevel.AUDIENCES), level);
        };
    }

    private static String problem(Word word, FeatureLevel level) {
        return "takes feature level " + word.needed().number() + ", and " + level.number() + " is in force";
    }

    private static String remedy() {
        return "raise it by POST /api/feature-level once every engine has this version";
    }

    private static Stream<Word> above(String json, FeatureLevel level) {
        return level.allows(FeatureLevel.NEWEST)
                ? Stream.empty()
                : words(JSON.readTree(json)).stream().filter(word -> !level.allows(word.needed()));
    }

    private static List<Word> words(JsonNode journey) {
        List<Word> words = new ArrayList<>();
        if (journey.path("entry").path("reentry").has("by")) {
            words.add(new Word("entry.reentry.by", FeatureLevel.MEMORY));
        }
        entry(journey.path("entry"), words);
        texts("", journey, text -> asks(PAST, text), FeatureLevel.LANGUAGE, words);
        texts("", journey, text -> asks(SEGMENT, text), FeatureLevel.AUDIENCES, words);
        texts("", journey, text -> asks(CONSENTS, text), FeatureLevel.ASKED_CONSENTS, words);
        if (journey.toString().contains("\"message.inbound\"")) {
            texts("", journey, text -> QUESTION.matcher(text).find(), FeatureLevel.LANGUAGE, words);
        }
        event("entry", journey.path("entry"), words);
        event("goal", journey.path("goal"), words);
        events("exit", journey.path("exit"), words);
        if (journey.has("shadow")) {
            words.add(new Word("shadow", FeatureLevel.SHADOWS));
        }
        if (journey.has("counters")) {
            words.add(new Word("counters", FeatureLevel.LANGUAGE));
        }
        journey.path("context")
                .propertyStream()
                .filter(named -> named.getValue().isObject())
                .forEach(named -> words.add(new Word("context." + named.getKey(), FeatureLevel.LANGUAGE)));
        if (journey.has("on")) {
            words.add(new Word("on", FeatureLevel.LANGUAGE));
            events("on", journey.path("on"), words);
        }
        journey.path("steps")
                .propertyStream()
                .forEach(step -> ofStep("steps." + step.getKey(), step.getValue(), words));
        return words;
    }

    private static void ofStep(String path, JsonNode step, List<Word> words) {
        if (STEPS_OF_6.contains(step.path("type").asString(""))) {
            words.add(new Word(path + ".type", FeatureLevel.LANGUAGE));
        }
        if (LookupStep.isOwn(step.path("source").asString(""))) {
            words.add(new Word(path + ".source", FeatureLevel.PRODUCTS));
        }
        if (step.has("onUnknown")) {
            words.add(new Word(path + ".onUnknown", FeatureLevel.MEMORY));
        }
        lengths(path, step, words);
        message(path, step, words);
        events(path + ".on", step.path("on"), words);
        events(path + ".resetOn", step.path("resetOn"), words);
    }

    private static void entry(JsonNode entry, List<Word> words) {
        for (String key : List.of("date", "every", "silence")) {
            if (entry.has(key)) {
                words.add(new Word("entry." + key, FeatureLevel.CALENDAR));
            }
        }
        for (String key : List.of("once", "onlyIfNotIn")) {
            if (entry.has(key)) {
                words.add(new Word("entry." + key, FeatureLevel.LANGUAGE));
            }
        }
        if (entry.path("on").isArray()) {
            words.add(new Word("entry.on", FeatureLevel.LANGUAGE));
        }
    }

    /** Any text may be an expression. */
    private static void texts(
            String path, JsonNode node, Predicate<String> isNewer, FeatureLevel needed, List<Word> words) {
        texts(path, node, (where, text) -> {
            if (isNewer.test(text)) {
                words.add(new Word(where, needed));
            }
        });
    }

    /** Shows all texts of a document with their paths. */
    static void texts(String path, JsonNode node, BiConsumer<String, String> texts) {
        if (node.isString()) {
            texts.accept(path, node.stringValue());
        }
        node.propertyStream()
                .forEach(field ->
                        texts(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), texts));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            texts(path + "[" + i + "]", node.path(i), texts);
        }
    }

    /** Two looks, since what seems a remark may be part of a text, such as an address. */
    private static boolean asks(Pattern newer, String text) {
        return newer.matcher(text).find()
                || newer.matcher(REMARK.matcher(text).replaceAll(" ")).find();
    }

    private static void message(String path, JsonNode step, List<Word> words) {
        if (step.has("outranked")) {
            words.add(new Word(path + ".outranked", FeatureLevel.LANGUAGE));
        }
        for (String key : List.of("to", "via")) {
            if (step.has(key)) {
                words.add(new Word(path + "." + key, FeatureLevel.LANGUAGE));
            }
        }
        if (step.path("template").isObject()) {
            words.add(new Word(path + ".template", FeatureLevel.LANGUAGE));
        }
    }

    private static void lengths(String path, JsonNode step, List<Word> words) {
        for (String key : List.of("workingDays", "offset")) {
            if (step.has(key)) {
                words.add(new Word(path + "." + key, FeatureLevel.LANGUAGE));
            }
        }
        if (step.path("at").asString("").equals("best")) {
            words.add(new Word(path + ".at", FeatureLevel.LANGUAGE));
        }
        if (step.path("weekday").asString("").equals("workday")) {
            words.add(new Word(path + ".weekday", FeatureLevel.LANGUAGE));
        }
        for (String key : List.of("for", "timeout", "within")) {
            if (step.path(key).isString() && !step.path(key).asString("").startsWith("P")) {
                words.add(new Word(path + "." + key, FeatureLevel.LANGUAGE));
            }
        }
    }

    private static void events(String path, JsonNode list, List<Word> words) {
        for (int i = 0; i < list.size(); i++) {
            event(path + "[" + i + "]", list.path(i), words);
        }
    }

    private static void event(String path, JsonNode trigger, List<Word> words) {
        JsonNode on = trigger.path("on");
        for (int i = 0; on.isArray() && i < on.size(); i++) {
            type(path + ".on[" + i + "]", on.path(i).asString(""), words);
        }
        type(path + ".on", on.asString(""), words);
    }

    private static void type(String path, String type, List<Word> words) {
        if (EVENTS_OF_5.contains(type)) {
            words.add(new Word(path, FeatureLevel.RECEIPTS));
        }
        if (EVENTS_OF_6.contains(type)) {
            words.add(new Word(path, FeatureLevel.LANGUAGE));
        }
        if (EVENTS_OF_10.contains(type)) {
            words.add(new Word(path, FeatureLevel.PRODUCTS));
        }
    }
}
