package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.gate.Outranked;
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
                "template": {
                  "anyOf": [
                    {"$ref": "#/$defs/id"},
                    {
                      "type": "object",
                      "required": ["of", "among"],
                      "additionalProperties": false,
                      "properties": {
                        "of": {"$ref": "#/$defs/expression", "description": "Gives the id of one of them"},
                        "among": {"type": "array", "minItems": 1, "maxItems": 20, "uniqueItems": true, "items": {"$ref": "#/$defs/id"}}
                      }
                    }
                  ]
                },
                "within": {
                  "anyOf": [{"$ref": "#/$defs/duration"}, {"$ref": "#/$defs/expression"}],
                  "description": "How long after the step's time the message is worth sending: a duration, or an expression that gives one"
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
                "via": {
                  "enum": ["preferred", "parallel"],
                  "description": "First the channel that the customer reads, then the others; or all at once. Absent: one after the other as written"
                },
                "to": {
                  "type": "object",
                  "required": ["basis"],
                  "anyOf": [{"required": ["phone"]}, {"required": ["email"]}],
                  "additionalProperties": false,
                  "properties": {
                    "phone": {"$ref": "#/$defs/expression"},
                    "email": {"$ref": "#/$defs/expression"},
                    "basis": {"enum": ["order", "marketplace", "request"], "description": "Why that person may be written to"}
                  },
                  "description": "Another contact than the customer's own, in journeys of class service"
                },
                "outranked": {
                  "enum": ["defer", "drop", "merge"],
                  "default": "defer",
                  "description": "Where a better message goes that had to wait too: an hour later, not at all, or along in it where its template shows merged"
                },
                "onSent": {"$ref": "#/$defs/next"},
                "onNone": {"$ref": "#/$defs/next"}
              }
            }
            """;

    private static final String NOT_SENT = "no such message is sent then";
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
        TemplateNames templates = TemplateNames.read(reading, reading.at("template"));
        Length within = Length.read(reading, reading.at("within"), NOT_SENT);
        Expression until = reading.instant(reading.at("until"), NOT_SENT);
        List<Via> channels = channels(templates.known());
        Manner manner = new Manner(
                templates.choice(),
                within instanceof Length.Computed(var computed) ? computed : null,
                RecipientReader.read(reading, reading.at("to")),
                order(),
                outranked());
        return new Message(
                reading.id(),
                templates.named(),
                within instanceof Length.Fixed(var fixed) ? fixed : null,
                until,
                channels,
                reading.at("onSent").text(),
                reading.at("onNone").text(),
                manner);
    }

    private Manner.Order order() {
        Map<String, Manner.Order> orders = new LinkedHashMap<>();
        orders.put("preferred", Manner.Order.PREFERRED);
        orders.put("parallel", Manner.Order.PARALLEL);
        Manner.Order order = reading.at("via").choice(orders);
        return order == null ? Manner.Order.LISTED : order;
    }

    private Outranked outranked() {
        Map<String, Outranked> all = new LinkedHashMap<>();
        all.put("defer", Outranked.DEFER);
        all.put("drop", Outranked.DROP);
        all.put("merge", Outranked.MERGE);
        Outranked outranked = reading.at("outranked").choice(all);
        if (outranked == Outranked.MERGE && isParallel()) {
            reading.at("outranked").fault("cannot be \"merge\" where all channels have their turn at once");
        }
        return outranked == null ? Outranked.DEFER : outranked;
    }

    private boolean isParallel() {
        return reading.at("via").isText() && "parallel".equals(reading.at("via").text());
    }

    private List<Via> channels(List<Template> templates) {
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
                templates.forEach(template -> checkUse(one.at("via"), via.channel(), template));
                RecipientReader.check(reading, one.at("via"), via.channel());
                if (!used.add(via.channel())) {
                    one.at("via").fault("is in this chain twice: a message has one turn per channel");
                }
                channels.add(via);
            }
        }
        return channels;
    }

    static void checkUse(Place place, Channel channel, Template template) {
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
        if (isParallel()) {
            for (String key : List.of("until", "for")) {
                if (place.at(key).present()) {
                    place.at(key).fault("means nothing where all channels have their turn at once");
                }
            }
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
