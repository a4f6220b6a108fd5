package dev.vestnik.rules.customer;

import dev.vestnik.rules.phone.PhoneRegion;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The customer, as the shop told us; immutable.
 *
 * @param fields {@code name}, {@code firstName}, {@code phone} (E.164), {@code email}, {@code locale} (BCP 47), {@code timezone} (IANA),
 *     {@code birthday} (ISO date), {@code gender}, {@code attributes} (a map); absent fields have no entry. Nobody changes the map, which is not copied: it may be one that is read when it is looked at
 */
public record Profile(Map<String, Object> fields) {
    public static final Profile UNKNOWN = new Profile(Map.of());

    public @Nullable String phone() {
        return text("phone");
    }

    public @Nullable String email() {
        return text("email");
    }

    public String locale(String otherwise) {
        String locale = text("locale");
        return locale == null ? otherwise : locale;
    }

    /** The customer's own zone (where its name is known here), else the one where the phone is at home, else the given one. */
    public ZoneId zone(ZoneId otherwise) {
        String zone = text("timezone");
        if (zone != null) {
            try {
                return ZoneId.of(zone);
            } catch (DateTimeException e) { // as if nothing was said
            }
        }
        String phone = phone();
        ZoneId there = phone == null ? null : PhoneRegion.zone(phone);
        return there == null ? otherwise : there;
    }

    /** The country where the phone is at home, ISO 3166; null where that is not known. */
    public @Nullable String country() {
        String phone = phone();
        return phone == null ? null : PhoneRegion.country(phone);
    }

    /**
     * The profile with the fields of {@code changes} in place of its own; the map {@code attributes} is merged by name.
     */
    public Profile with(Map<String, Object> changes) {
        Map<String, Object> merged = new HashMap<>(fields);
        changes.forEach((name, value) -> {
            if (value instanceof Map<?, ?> added && merged.get(name) instanceof Map<?, ?> present) {
                Map<Object, Object> both = new HashMap<>(present);
                both.putAll(added);
                merged.put(name, Map.copyOf(both));
            } else {
                merged.put(name, value);
            }
        });
        return new Profile(Map.copyOf(merged));
    }

    private @Nullable String text(String field) {
        return fields.get(field) instanceof String text && !text.isEmpty() ? text : null;
    }
}
