package dev.vestnik.rules.campaign;

import dev.vestnik.rules.condition.KnownEvents;
import dev.vestnik.rules.document.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The journey that a campaign stands for: one message, behind a wait for the customer's local time. */
final class CampaignJourney {
    private static final List<String> OF_CAMPAIGNS =
            List.of("id", "description", "segment", "at", "perSecond", "localTime");
    private static final List<String> OF_JOURNEYS = List.of("shops", "topic", "priority", "exit", "goal", "holdout");
    private static final List<String> OF_MESSAGES =
            List.of("template", "channels", "via", "within", "until", "outranked");

    /** The keys of a document. */
    static final List<String> KEYS = Stream.of(OF_CAMPAIGNS, OF_JOURNEYS, OF_MESSAGES)
            .flatMap(List::stream)
            .toList();

    private static final String MESSAGE = "message";
    private static final String HOUR = "hour";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CampaignJourney() {}

    /** @param waits whether it waits for the customer's local time, where the document has one */
    static String of(String id, Place campaign, boolean waits) {
        Map<String, Object> journey = new LinkedHashMap<>();
        journey.put("id", Campaign.journeyOf(id).value());
        copy(campaign, OF_JOURNEYS, journey);
        journey.put("entry", Map.of("on", KnownEvents.STARTED, "key", "event.run"));
        Object hour = waits ? campaign.at("localTime").value() : null;
        Map<String, Object> steps = new LinkedHashMap<>();
        if (hour != null) {
            steps.put(HOUR, Map.of("type", "delay", "at", hour, "next", MESSAGE));
        }
        Map<String, Object> message = new LinkedHashMap<>(Map.of("type", "message"));
        copy(campaign, OF_MESSAGES, message);
        steps.put(MESSAGE, message);
        journey.put("start", hour == null ? MESSAGE : HOUR);
        journey.put("steps", steps);
        return JSON.writeValueAsString(journey);
    }

    private static void copy(Place campaign, List<String> keys, Map<String, Object> into) {
        for (String key : keys) {
            Object value = campaign.at(key).value();
            if (value != null) {
                into.put(key, value);
            }
        }
    }

    /** The place in the campaign's document of something of the journey. */
    static String path(String ofJourney) {
        String ofMessage = "steps." + MESSAGE + ".";
        if (ofJourney.startsWith(ofMessage)) {
            return ofJourney.substring(ofMessage.length());
        }
        return ofJourney.startsWith("steps." + HOUR) ? "localTime" : ofJourney;
    }
}
