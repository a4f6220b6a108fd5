package dev.vestnik.rules.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The region of a phone number in E.164; one that is no number is nowhere. Worked out at each call, so it is asked only where it counts. */
public final class PhoneRegion {
    private PhoneRegion() {}

    /** ISO 3166; null where the number does not tell. */
    public static @Nullable String country(String phone) {
        PhoneNumber number = number(phone);
        return number == null ? null : PhoneNumberUtil.getInstance().getRegionCodeForNumber(number);
    }

    /**
     * The zone where the number is at home; null where it may be in several that differ. A mobile number of Russia may be in any zone of the
     * country, and says nothing.
     */
    public static @Nullable ZoneId zone(String phone) {
        PhoneNumber number = number(phone);
        List<ZoneId> zones = number == null ? List.of() : zones(number);
        return zones.stream().map(ZoneId::getRules).distinct().count() == 1 ? zones.getFirst() : null;
    }

    private static @Nullable PhoneNumber number(String phone) {
        try {
            return PhoneNumberUtil.getInstance().parse(phone, null);
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** None where one of them is not known to this Java. */
    private static List<ZoneId> zones(PhoneNumber number) {
        try {
            return PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number).stream()
                    .filter(name -> !name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                    .map(ZoneId::of)
                    .toList();
        } catch (DateTimeException e) {
            return List.of();
        }
    }
}
