package dev.vestnik.rules.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The region of a phone number.
 *
 * @param country ISO 3166; null where the number does not tell
 * @param zones all that it may be in
 */
public record PhoneRegion(@Nullable String country, List<ZoneId> zones) {
    private static final PhoneRegion NOWHERE = new PhoneRegion(null, List.of());

    /** The numbers of some recent customers: one is asked for at each of a customer's events. */
    private static final int MOST_KEPT = 10_000;

    private static final Map<String, PhoneRegion> KEPT = new ConcurrentHashMap<>();

    public PhoneRegion {
        zones = List.copyOf(zones);
    }

    /** @param phone E.164; one that is no number is nowhere */
    public static PhoneRegion of(String phone) {
        PhoneRegion known = KEPT.get(phone);
        if (known != null) {
            return known;
        }
        PhoneRegion region = look(phone);
        if (KEPT.size() >= MOST_KEPT) {
            KEPT.clear();
        }
        KEPT.put(phone, region);
        return region;
    }

    private static PhoneRegion look(String phone) {
        try {
            PhoneNumber number = PhoneNumberUtil.getInstance().parse(phone, null);
            return new PhoneRegion(
                    PhoneNumberUtil.getInstance().getRegionCodeForNumber(number),
                    PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number).stream()
                            .filter(name -> !name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                            .map(ZoneId::of)
                            .toList());
        } catch (NumberParseException | DateTimeException e) {
            return NOWHERE;
        }
    }

    /**
     * The zone where the number is at home; null where it may be in several that differ. A mobile number of Russia may be in any zone of the
     * country, and says nothing.
     */
    public @Nullable ZoneId zone() {
        return zones.stream().map(ZoneId::getRules).distinct().count() == 1 ? zones.getFirst() : null;
    }
}
