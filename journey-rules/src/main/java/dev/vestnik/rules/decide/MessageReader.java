package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps that send. */
final class MessageReader {
    static final String SCHEMA = """
            {
              "description": "Sends through the first channel that works",
              "required": ["template", "channels"],
              "properties": {
                "template": {"$ref": "#/$defs/id"},
                "within": {
                  "$ref": "#/$defs/duration",
                  "description": "How long after the step's time the message is worth sending"
                },
                "until": {
                  "$ref": "#/$defs/expression",
                  "description": "An instant past which it is not, such as event.window.to"
                },
                "channels": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 3,
                  "items": {
                    "type": "object",
                    "required": ["via"],
                    "additionalProperties": false,
                    "properties": {
                      "via": {"enum": ["sms", "email", "push"]},
                      "until": {
                        "enum": ["accepted", "delivered", "opened", "clicked"],
                        "description": "How far the message must get to stop the chain; absent: delivered, accepted for email"
                      },
                      "for": {"$ref": "#/$defs/duration", "default": "PT15M", "description": "How long that may take"},
                      "if": {"$ref": "#/$defs/expression"}
                    },
                    "allOf": [
                      {
                        "if": {"properties": {"via": {"const": "email"}}},
                        "then": {"properties": {"until": {"enum": ["accepted", "opened", "clicked"]}}}
                      },
                      {
                        "if": {"properties": {"via": {"const": "sms"}}},
                        "then": {"properties": {"until": {"enum": ["accepted", "delivered"]}}}
                      }
                    ]
                  }
                },
                "outranked": {
                  "enum": ["defer", "drop"],
                  "default": "defer",
                  "description": "Where a better message goes that had to wait too: an hour later, or not at all"
                },
                "onSent": {"$ref": "#/$defs/next"},
                "onNone": {"$ref": "#/$defs/next"}
              }
            }
            """;

    private static final Map<String, Boolean> OUTRANKED = outranked();
    private static final int MOST_SEGMENTS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final StepReading reading;

    private MessageReader(StepReading reading) {
        this.reading = reading;
    }

    static Message read(StepReading reading) {
        return new MessageReader(reading).message();
    }

    private Message message() {
        String templateId = reading.at("template").requiredText();
        Template template = templateId == null ? null : reading.template(reading.at("template"), templateId);
        Duration within = reading.at("within").duration();
        Expression until = reading.instant(reading.at("until"), "no such message is sent then");
        List<Via> channels = channels(template);
        return new Message(
                reading.id(),
                templateId == null ? "" : templateId,
                within,
                until,
                channels,
                reading.at("onSent").text(),
                reading.at("onNone").text(),
                Boolean.TRUE.equals(reading.at("outranked").choice(OUTRANKED)));
    }

    private static Map<String, Boolean> outranked() {
        Map<String, Boolean> outranked = new LinkedHashMap<>();
        outranked.put("defer", false);
        outranked.put("drop", true);
        return outranked;
    }

    private List<Via> channels(@Nullable Template template) {
        Place list = reading.at("channels");
        List<Place> elements = list.required() ? list.elements() : List.of();
        if (list.isList() && elements.isEmpty()) {
            list.fault("must have at least one channel");
        }
        List<Via> channels = new ArrayList<>();
        Set<Channel> used = EnumSet.noneOf(Channel.class);
        for (Place one : elements) {
            Via via = via(one);
            if (via != null) {
                checkUse(one.at("via"), via.channel(), template);
                if (!used.add(via.channel())) {
                    one.at("via").fault("is in this chain twice: a message has one turn per channel");
                }
                channels.add(via);
            }
        }
        return channels;
    }

    static void checkUse(Place place, Channel channel, @Nullable Template template) {
        if (template == null) {
            return;
        }
        if (!template.channels().contains(channel)) {
            place.fault("the template \"" + template.id() + "\" has no text for " + channel.label());
        } else if (channel == Channel.SMS && template.smsSegments() > MOST_SEGMENTS) {
            place.fault("the SMS of \"" + template.id() + "\" may have " + template.smsSegments()
                    + " parts; the budget is " + MOST_SEGMENTS);
        }
    }

    private @Nullable Via via(Place place) {
        place.only(List.of("via", "until", "for", "if"));
        if (!place.map() || !place.at("via").required()) {
            return null;
        }
        Channel channel = place.at("via").choice(channelNames());
        Via.Reached until = place.at("until").choice(reachedNames());
        Duration patience = place.at("for").duration();
        Expression condition = reading.condition(place.at("if"));
        if (channel == null) {
            return null;
        }
        if (until != null && !reported(channel).contains(until)) {
            place.at("until")
                    .fault(channel.label() + " cannot report \"" + name(until) + "\", only "
                            + String.join(
                                    ", ",
                                    reported(channel).stream()
                                            .map(MessageReader::name)
                                            .toList()));
        }
        return new Via(
                channel, until == null ? usual(channel) : until, patience == null ? PATIENCE : patience, condition);
    }

    /**
     * The reports that come back from a channel. A mail server says that it took a mail; nobody says that it lies in the box.
     */
    private static Set<Via.Reached> reported(Channel channel) {
        return switch (channel) {
            case SMS -> EnumSet.of(Via.Reached.ACCEPTED, Via.Reached.DELIVERED);
            case EMAIL -> EnumSet.of(Via.Reached.ACCEPTED, Via.Reached.OPENED, Via.Reached.CLICKED);
            case PUSH -> EnumSet.allOf(Via.Reached.class);
        };
    }

    private static Via.Reached usual(Channel channel) {
        return switch (channel) {
            case SMS, PUSH -> Via.Reached.DELIVERED;
            case EMAIL -> Via.Reached.ACCEPTED;
        };
    }

    private static Map<String, Channel> channelNames() {
        Map<String, Channel> names = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            names.put(channel.label(), channel);
        }
        return names;
    }

    private static Map<String, Via.Reached> reachedNames() {
        Map<String, Via.Reached> names = new LinkedHashMap<>();
        for (Via.Reached reached : Via.Reached.values()) {
            names.put(name(reached), reached);
        }
        return names;
    }

    private static String name(Via.Reached reached) {
        return reached.name().toLowerCase(Locale.ROOT);
    }
}
