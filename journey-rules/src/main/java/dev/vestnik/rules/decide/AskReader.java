package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.reply.Expected;
import dev.vestnik.rules.reply.FoldedText;
import dev.vestnik.rules.reply.YesNo;
import dev.vestnik.rules.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps that ask the customer a question. */
final class AskReader {
    static final String SCHEMA = """
            {
              "description": "Asks the customer a question by SMS, and goes on as the answer says",
              "required": ["template", "answers", "into", "timeout"],
              "properties": {
                "template": {"$ref": "#/$defs/id", "description": "With the question"},
                "via": {"enum": ["sms"], "default": "sms"},
                "answers": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 10,
                  "items": {
                    "type": "object",
                    "required": ["name"],
                    "additionalProperties": false,
                    "anyOf": [{"required": ["means"]}, {"required": ["number"]}, {"required": ["words"]}],
                    "not": {"anyOf": [{"required": ["means", "number"]}, {"required": ["means", "words"]}]},
                    "properties": {
                      "name": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},
                      "means": {"enum": ["yes", "no", true, false], "description": "In any of the languages that are known"},
                      "number": {
                        "type": "object",
                        "required": ["from", "to"],
                        "additionalProperties": false,
                        "properties": {
                          "from": {"type": "integer", "minimum": 0, "maximum": 1000000},
                          "to": {"type": "integer", "minimum": 0, "maximum": 1000000}
                        }
                      },
                      "words": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 20,
                        "items": {"type": "string", "minLength": 1, "maxLength": 64},
                        "description": "One of which is the whole answer, or stands before the number"
                      },
                      "next": {"$ref": "#/$defs/next"}
                    }
                  }
                },
                "into": {
                  "type": "string",
                  "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$",
                  "description": "The name in the context of {answer, text, number}"
                },
                "queue": {"$ref": "#/$defs/id", "default": "answers", "description": "Of those who read what is not understood"},
                "timeout": {"$ref": "#/$defs/duration"},
                "onTimeout": {"$ref": "#/$defs/next"},
                "onNone": {"$ref": "#/$defs/next"}
              }
            }
            """;

    private static final String QUEUE = "answers";
    private static final int MOST_ANSWERS = 10;
    private static final int MOST_WORDS = 20;
    private static final int LARGEST = 1_000_000;
    private static final Map<String, YesNo> MEANINGS = meanings();
    private static final Map<String, Channel> CHANNELS = Map.of(Channel.SMS.label(), Channel.SMS);

    private final StepReading reading;
    private final Set<String> names = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<YesNo> meant = new HashSet<>();
    private final List<Expected.Number> numbers = new ArrayList<>();

    private AskReader(StepReading reading) {
        this.reading = reading;
    }

    private static Map<String, YesNo> meanings() {
        Map<String, YesNo> meanings = new LinkedHashMap<>();
        meanings.put("yes", YesNo.YES);
        meanings.put("no", YesNo.NO);
        return meanings;
    }

    static @Nullable AskStep read(StepReading reading) {
        return new AskReader(reading).step();
    }

    private @Nullable AskStep step() {
        String templateId = reading.at("template").requiredText();
        Template template = templateId == null ? null : reading.template(reading.at("template"), templateId);
        reading.at("via").choice(CHANNELS);
        if (template != null) {
            MessageReader.checkUse(reading.at("template"), Channel.SMS, template);
        }
        List<AskStep.Option> answers = answers(reading.at("answers"));
        String into = into(reading.at("into"));
        String queue = reading.at("queue").present() ? TaskReader.queue(reading.at("queue")) : QUEUE;
        Duration timeout =
                reading.at("timeout").required() ? reading.at("timeout").duration() : null;
        AskStep.Ways ways = new AskStep.Ways(
                reading.at("onTimeout").text(), reading.at("onNone").text());
        return templateId == null || into == null || queue == null || timeout == null
                ? null
                : new AskStep(reading.id(), templateId, answers, into, queue, timeout, ways);
    }

    private @Nullable String into(Place place) {
        String into = place.requiredText();
        if (into != null && !into.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
            place.fault("must be a name of letters, digits and _");
            return null;
        }
        if (into != null && reading.lists().contains(into)) {
            place.fault("is a list of the context; choose another name");
        }
        return into;
    }

    private List<AskStep.Option> answers(Place list) {
        List<Place> elements = list.required() ? list.elements() : List.of();
        if (list.isList() && (elements.isEmpty() || elements.size() > MOST_ANSWERS)) {
            list.fault("must be 1-" + MOST_ANSWERS + " answers");
        }
        int scale = elements.stream().mapToInt(AskReader::highest).max().orElse(0);
        List<AskStep.Option> answers = new ArrayList<>();
        for (Place one : elements) {
            one.only(List.of("name", "means", "number", "words", "next"));
            if (one.map()) {
                String name = TaskReader.name(one.at("name"), names);
                Expected expected = expected(one, scale);
                String next = one.at("next").text();
                if (name != null && expected != null) {
                    answers.add(new AskStep.Option(name, expected, next));
                }
            }
        }
        return answers;
    }

    /** The end of its range; 0 where it has none. */
    private static int highest(Place answer) {
        Place number = answer.isMap() ? answer.at("number") : answer;
        Integer to = number.isMap() ? number.at("to").number(0, LARGEST) : null;
        return to == null ? 0 : to;
    }

    private @Nullable Expected expected(Place answer, int scale) {
        Place means = answer.at("means");
        Place number = answer.at("number");
        Place said = answer.at("words");
        if (!means.present() && !number.present() && !said.present()) {
            answer.fault("must say how it is recognised: \"means\", \"number\", \"words\"");
            return null;
        }
        if (means.present() && (number.present() || said.present())) {
            means.fault("stands alone: such an answer has neither \"number\" nor \"words\"");
        }
        if (means.present()) {
            return meaning(means);
        }
        Set<String> all = said.present() ? words(said, !number.present()) : Set.of();
        return number.present() ? number(number, all, scale) : new Expected.Words(all);
    }

    /** YAML may take an unquoted yes for true. */
    private @Nullable Expected meaning(Place place) {
        YesNo meaning = place.isFlag() ? place.flag(false) ? YesNo.YES : YesNo.NO : place.choice(MEANINGS);
        if (meaning != null && !meant.add(meaning)) {
            place.fault("is another answer's, too");
        }
        return meaning == null ? null : new Expected.Meaning(meaning);
    }

    private @Nullable Expected number(Place place, Set<String> keywords, int scale) {
        place.only(List.of("from", "to"));
        if (!place.map()) {
            return null;
        }
        Integer from = place.at("from").required() ? place.at("from").number(0, LARGEST) : null;
        Integer to = place.at("to").required() ? place.at("to").number(0, LARGEST) : null;
        if (from == null || to == null) {
            return null;
        }
        if (from > to) {
            place.at("to").fault("must be at least \"from\"");
        }
        Expected.Number number = new Expected.Number(keywords, from, to, scale);
        if (numbers.stream().anyMatch(other -> other.from() <= to && from <= other.to())) {
            place.fault("has numbers of another answer, too");
        }
        numbers.add(number);
        return number;
    }

    /** @param whole whether one of them is the whole answer; else it stands before a number, as it may for several answers */
    private Set<String> words(Place list, boolean whole) {
        List<Place> elements = list.elements();
        if (list.isList() && (elements.isEmpty() || elements.size() > MOST_WORDS)) {
            list.fault("must be 1-" + MOST_WORDS + " words");
        }
        Set<String> folded = new LinkedHashSet<>();
        for (Place one : elements) {
            String word = one.requiredText();
            if (word != null) {
                check(one, word, whole);
                folded.add(FoldedText.of(word));
            }
        }
        return folded;
    }

    private void check(Place place, String word, boolean whole) {
        String folded = FoldedText.of(word);
        if (folded.isEmpty() || word.length() > Expected.LONGEST) {
            place.fault("must have letters or digits, and at most " + Expected.LONGEST + " characters");
        } else if (whole && Inbound.meaning(Inbound.Kind.TEXT, word) != null) {
            place.fault("is a word that stops or allows marketing, and never comes to a question");
        } else if (whole && !words.add(folded)) {
            place.fault("is another answer's, too");
        } else if (!whole && folded.indexOf(' ') >= 0) {
            place.fault("must be one word where a number follows");
        }
    }
}
