package dev.vestnik.rules.settings;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code budgets}: {@code [{id, max, per, channel, journeys}]}. */
final class BudgetReader {
    /** Each is looked at for each message. */
    private static final int MOST = 20;

    private static final int LARGEST = 1_000_000_000;
    private static final int MOST_JOURNEYS = 100;

    private BudgetReader() {}

    static List<Budget> read(Place place) {
        List<Place> elements = place.elements();
        if (elements.size() > MOST) {
            place.fault("has more than " + MOST + " budgets");
            return List.of();
        }
        List<Budget> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Place element : elements) {
            Budget one = one(element);
            if (one != null && !ids.add(one.id())) {
                element.at("id").fault("is another budget's, too");
            } else if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private static @Nullable Budget one(Place place) {
        if (!place.map()) {
            return null;
        }
        place.only(List.of("id", "max", "per", "channel", "journeys"));
        String id = place.at("id").requiredText();
        if (id != null && !DocumentId.isValid(id)) {
            place.at("id").fault("must be " + DocumentId.RULE);
        }
        Integer max = place.at("max").required() ? place.at("max").number(0, LARGEST) : null;
        Boolean daily = place.at("per").choice(Map.of("day", true, "total", false));
        Channel channel = place.at("channel").choice(QuietHoursReader.CHANNELS);
        Set<String> journeys = journeys(place.at("journeys"));
        return id == null || max == null ? null : new Budget(id, max, daily == null || daily, channel, journeys);
    }

    private static Set<String> journeys(Place place) {
        List<Place> elements = place.elements();
        if (place.isList() && (elements.isEmpty() || elements.size() > MOST_JOURNEYS)) {
            place.fault("must be 1-" + MOST_JOURNEYS + " ids of journeys");
        }
        Set<String> journeys = new LinkedHashSet<>();
        for (Place one : elements) {
            String id = one.requiredText();
            if (id != null && !DocumentId.isValid(id)) {
                one.fault("must be a journey's id: " + DocumentId.RULE);
            } else if (id != null) {
                journeys.add(id);
            }
        }
        return journeys;
    }
}
