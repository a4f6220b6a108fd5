package dev.vestnik.rules.decide;

import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.template.ShortText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps that give people something to do. */
final class TaskReader {
    static final String SCHEMA = """
            {
              "description": "Gives people something to do for the customer, and waits until it is done",
              "required": ["queue", "text", "timeout"],
              "properties": {
                "queue": {"$ref": "#/$defs/id", "description": "Of those who are to do it"},
                "text": {"type": "string", "minLength": 1, "description": "What is to be done: Liquid, as in a template"},
                "timeout": {"$ref": "#/$defs/duration"},
                "escalate": {
                  "type": "object",
                  "required": ["queue", "timeout"],
                  "additionalProperties": false,
                  "properties": {
                    "queue": {"$ref": "#/$defs/id"},
                    "timeout": {"$ref": "#/$defs/duration"}
                  },
                  "description": "The queue to which it moves when nobody has finished it in time"
                },
                "outcomes": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 10,
                  "items": {
                    "type": "object",
                    "required": ["name"],
                    "additionalProperties": false,
                    "properties": {
                      "name": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},
                      "next": {"$ref": "#/$defs/next"}
                    }
                  },
                  "description": "With one of which it is finished"
                },
                "next": {"$ref": "#/$defs/next", "description": "After a task without outcomes"},
                "onTimeout": {"$ref": "#/$defs/next"}
              },
              "not": {"required": ["outcomes", "next"]}
            }
            """;

    private static final int MOST_OUTCOMES = 10;

    private TaskReader() {}

    static @Nullable TaskStep read(StepReading reading) {
        String queue = queue(reading.at("queue"));
        ShortText text = reading.shortText(reading.at("text"), "the task has no text then");
        Duration timeout =
                reading.at("timeout").required() ? reading.at("timeout").duration() : null;
        TaskStep.Escalation escalation = escalation(reading.at("escalate"));
        List<TaskStep.Result> outcomes = outcomes(reading.at("outcomes"));
        String next = reading.at("next").text();
        if (next != null && reading.at("outcomes").present()) {
            reading.at("next").fault("is for tasks without outcomes: each of those says where it leads");
        }
        String onTimeout = reading.at("onTimeout").text();
        return queue == null || text == null || timeout == null
                ? null
                : new TaskStep(reading.id(), queue, text, timeout, escalation, outcomes, next, onTimeout);
    }

    /** The name of a queue; null and a fault where there is none. */
    static @Nullable String queue(Place place) {
        String queue = place.requiredText();
        if (queue != null && !DocumentId.isValid(queue)) {
            place.fault("must be 1-100 small letters, digits, dots and dashes");
            return null;
        }
        return queue;
    }

    private static TaskStep.@Nullable Escalation escalation(Place place) {
        place.only(List.of("queue", "timeout"));
        if (!place.present() || !place.map()) {
            return null;
        }
        String queue = queue(place.at("queue"));
        Duration timeout = place.at("timeout").required() ? place.at("timeout").duration() : null;
        return queue == null || timeout == null ? null : new TaskStep.Escalation(queue, timeout);
    }

    private static List<TaskStep.Result> outcomes(Place list) {
        List<Place> elements = list.elements();
        if (list.isList() && (elements.isEmpty() || elements.size() > MOST_OUTCOMES)) {
            list.fault("must be 1-" + MOST_OUTCOMES + " outcomes");
        }
        List<TaskStep.Result> outcomes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Place one : elements) {
            one.only(List.of("name", "next"));
            String name = one.map() ? name(one.at("name"), names) : null;
            String next = one.at("next").text();
            if (name != null) {
                outcomes.add(new TaskStep.Result(name, next));
            }
        }
        return outcomes;
    }

    /** A short word that is not among these yet; null and a fault where it is none. */
    static @Nullable String name(Place place, Set<String> names) {
        String name = place.requiredText();
        if (name == null) {
            return null;
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            place.fault("must be a short word: letters, digits, dots and dashes");
            return null;
        }
        if (!names.add(name)) {
            place.fault("is there twice");
        }
        return name;
    }
}
