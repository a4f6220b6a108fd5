package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.phone.WrittenPhone;
import java.util.HashMap;
import java.util.Map;

/** Reads phone numbers as those of the shop's country, so that a profile has them in E.164. */
final class PhoneReading {
    private static final String PHONE = "phone";

    private PhoneReading() {}

    /** The changes of a profile with their number in E.164; one that cannot be read stays as it is, and is refused where a text would go to it. */
    static Map<String, Object> of(Turn turn, Map<String, Object> changes) {
        if (!(changes.get(PHONE) instanceof String written)) {
            return changes;
        }
        String number = read(turn, written);
        Map<String, Object> read = new HashMap<>(changes);
        read.put(PHONE, number);
        return number.equals(written) ? changes : read;
    }

    /** Reads the number of a profile that was written before the shop had its country. */
    static void settle(Turn turn) {
        Profile profile = turn.state().profile();
        String written = profile.phone();
        if (written == null) {
            return;
        }
        String number = read(turn, written);
        if (!number.equals(written)) {
            turn.become(turn.state().withProfile(profile.with(Map.of(PHONE, number))));
        }
    }

    private static String read(Turn turn, String written) {
        String number = WrittenPhone.e164(written, turn.definitions().shop().country());
        return number == null ? written : number;
    }
}
