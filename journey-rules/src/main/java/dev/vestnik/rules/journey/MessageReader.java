package dev.vestnik.rules.journey;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
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
record MessageReader(Surroundings surroundings) {
    static final int MOST_SEGMENTS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    Step message(String id, Place place) {
        place.only(List.of("type", "template", "within", "until", "channels", "onSent", "onNone"));
        Scope scope = surroundings.scopeOf(id);
        String templateId = place.at("template").requiredText();
        Template template = templateId == null ? null : template(place.at("template"), templateId, scope);
        Duration within = place.at("within").duration();
        Expression until = surroundings.conditions().instant(place.at("until"), scope);
        List<Via> channels = channels(place, template, scope);
        return new Step.Message(
                id,
                templateId == null ? "" : templateId,
                within,
                until,
                channels,
                place.at("onSent").text(),
                place.at("onNone").text());
    }

    private @Nullable Template template(Place place, String id, Scope scope) {
        Template template = surroundings.templates().template(id);
        if (template == null) {
            String broken = surroundings.templates().broken(id);
            place.fault(
                    broken == null
                            ? "there is no template \"" + id + "\""
                                    + Nearest.hint(id, surroundings.templates().ids())
                            : "the template \"" + id + "\" cannot be used, mend it first: " + broken);
            return null;
        }
        template.reads().stream()
                .sorted()
                .flatMap(path -> surroundings.expressions().unknownField(path, scope).stream())
                .forEach(problem -> place.fault("in the texts of \"" + id + "\": " + problem));
        return template;
    }

    private List<Via> channels(Place step, @Nullable Template template, Scope scope) {
        Place list = step.at("channels");
        List<Place> elements = list.required() ? list.elements() : List.of();
        if (list.isList() && elements.isEmpty()) {
            list.fault("must have at least one channel");
        }
        List<Via> channels = new ArrayList<>();
        Set<Channel> used = EnumSet.noneOf(Channel.class);
        for (Place one : elements) {
            Via via = via(one, scope);
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

    private static void checkUse(Place place, Channel channel, @Nullable Template template) {
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

    private @Nullable Via via(Place place, Scope scope) {
        place.only(List.of("via", "until", "for", "if"));
        if (!place.map() || !place.at("via").required()) {
            return null;
        }
        Channel channel = place.at("via").choice(channelNames());
        Via.Reached until = place.at("until").choice(reachedNames());
        Duration patience = place.at("for").duration();
        Expression condition = surroundings.conditions().condition(place.at("if"), scope);
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

    /** What comes back from a channel. A mail server says that it has taken a mail; that it lies in the box nobody says. */
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
