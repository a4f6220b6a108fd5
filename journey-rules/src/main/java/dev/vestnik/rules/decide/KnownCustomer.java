package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.customer.Profile;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The customer as conditions see them: the fields of the profile, {@code timezone} and {@code locale} also where it has none, and of the past
 * what conditions may ask for. All that takes work is looked up when a condition asks.
 */
final class KnownCustomer extends AbstractMap<String, Object> {
    private static final String TIMEZONE = "timezone";
    private static final String LOCALE = "locale";

    private final Profile profile;
    private final Turn turn;
    private final boolean inSegments;
    private @Nullable String zone;

    /** @param inSegments whether conditions may ask which segments the customer is in */
    KnownCustomer(Profile profile, Turn turn, boolean inSegments) {
        this.profile = profile;
        this.turn = turn;
        this.inSegments = inSegments;
    }

    @Override
    public @Nullable Object get(@Nullable Object field) {
        return switch (String.valueOf(field)) {
            case "journeys" -> journeys();
            case "counters" -> Counters.asFields(turn);
            case "sent" -> sent();
            case "segments" -> inSegments ? Segments.asFields(turn) : Map.of();
            case "allows" -> new SaidConsents(turn, SaidConsents.What.ALLOWS);
            case "refuses" -> new SaidConsents(turn, SaidConsents.What.REFUSES);
            case "consentAt" -> new SaidConsents(turn, SaidConsents.What.AT);
            case TIMEZONE -> zone();
            case LOCALE -> locale();
            default -> profile.fields().get(field);
        };
    }

    /** Always there and usable, as everywhere else where times are computed. Told by the phone number it takes work, and events come by the thousand. */
    private String zone() {
        String known = zone;
        if (known == null) {
            known = profile.zone(turn.definitions().shop().zone()).getId();
            zone = known;
        }
        return known;
    }

    private String locale() {
        return profile.locale(turn.definitions().shop().locale());
    }

    private Object journeys() {
        return turn.state().instances().stream()
                .filter(instance -> !turn.isShadow(instance))
                .map(Instance::journey)
                .map(Object::toString)
                .distinct()
                .toList();
    }

    private Object sent() {
        Map<String, Object> sent = new HashMap<>();
        for (LastSent one : turn.state().memory().history().sent()) {
            sent.put(one.topic(), one.at());
        }
        return sent;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> seen = new HashMap<>(profile.fields());
        seen.put(TIMEZONE, zone());
        seen.put(LOCALE, locale());
        return seen.entrySet();
    }
}
