package dev.vestnik.ingest.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values that are taken as they are, and are probably not meant: the sender is told. */
final class UnlikelyValues {
    /** Clocks differ by less. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    /** Names beyond these are not compared: an event may have thousands. */
    private static final int MOST_NAMES = 20;

    private static final int LONGEST_NAME = 64;
    private static final int NEAR = 2;

    private final FieldFaults faults;
    private int names;

    UnlikelyValues(FieldFaults faults) {
        this.faults = faults;
    }

    /** Warns of an event that is to happen yet. */
    void time(@Nullable Instant time, Instant now) {
        if (time != null && time.isAfter(now.plus(AHEAD))) {
            long days = Duration.between(now, time).toDays();
            faults.warn("time", "lies " + days + " days ahead: an event is what has happened; was another year meant?");
        }
    }

    /** Warns of a language that nobody speaks, such as {@code english}. */
    void locale(String tag, String path) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        if (language.length() != 3 && !LANGUAGES.contains(language)) {
            faults.warn(path, "is no language that is known here: write en, ru or pt-BR");
        }
    }

    /** Warns of a number that may be none: the door does not know the shop's country. */
    void phone(String number, String path) {
        if (StrippedPhone.isNational(number)) {
            faults.warn(
                    path,
                    "has no country code: it is a number of the country in the shop's settings, and without one there no"
                            + " SMS goes to it");
        }
    }

    /** Warns of a name that is nearly a field's which the record does not have. */
    void name(String name, Schema record, JsonNode json, String path) {
        if (name.length() > LONGEST_NAME || ++names > MOST_NAMES) {
            return;
        }
        List<String> missing = record.getFields().stream()
                .map(Schema.Field::name)
                .filter(field -> !json.has(field) && !field.equals("extra"))
                .toList();
        for (String field : missing) {
            if (isNear(name, field)) {
                faults.warn(path + "." + name, "is not known and is kept as extra; did you mean " + field + "?");
                return;
            }
        }
    }

    private static boolean isNear(String name, String field) {
        if (name.replace("_", "").replace("-", "").equalsIgnoreCase(field)) {
            return true;
        }
        return field.length() > 2 * NEAR
                && Math.abs(name.length() - field.length()) <= NEAR
                && NearestType.distance(field, name) <= NEAR;
    }
}
