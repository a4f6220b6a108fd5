package dev.vestnik.rules.testrun;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.testrun.Expectation.Expected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code expect} of a test: {@code {messages: [{at: PT2H, template: cart-reminder, channel: push, text: "..."}], reasons: [purchased]}}. */
final class ExpectationReader {
    private static final List<String> KEYS = List.of("messages", "reasons");
    private static final List<String> MESSAGE_KEYS = List.of("at", "template", "channel", "text");
    private static final Map<String, Channel> CHANNELS = channels();

    private final Instant start;

    ExpectationReader(Instant start) {
        this.start = start;
    }

    private static Map<String, Channel> channels() {
        Map<String, Channel> channels = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            channels.put(channel.label(), channel);
        }
        return channels;
    }

    Expectation read(Place place) {
        place.required();
        place.only(KEYS);
        if (place.present() && !place.at("messages").present()) {
            place.at("messages").fault("is missing: an empty list says that nothing goes out");
        }
        List<Expected> messages =
                place.at("messages").elements().stream().map(this::message).toList();
        return new Expectation(messages, texts(place.at("reasons")));
    }

    private Expected message(Place place) {
        place.only(MESSAGE_KEYS);
        Place text = place.at("text");
        return new Expected(
                place.at("at").instant(start),
                place.at("template").text(),
                place.at("channel").choice(CHANNELS),
                text.isText() ? List.of(Objects.requireNonNullElse(text.requiredText(), "")) : texts(text));
    }

    private static List<String> texts(Place list) {
        List<String> texts = new ArrayList<>();
        for (Place element : list.elements()) {
            String text = element.requiredText();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }
}
