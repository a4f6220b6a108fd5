package dev.vestnik.rules.gate;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.reason.SkipReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customer can be reached: the address is known, can be one, and still takes something. */
final class ContactGate implements Gate {
    private static final int LONGEST_EMAIL = 254;

    @Override
    public String name() {
        return "contact";
    }

    @Override
    public Ruling check(Draft draft, Situation situation) {
        return switch (draft.channel()) {
            case PUSH -> devices(situation.state().devices().size());
            case SMS -> phone(situation.state().profile().phone(), situation);
            case EMAIL -> email(situation.state().profile().email(), situation);
        };
    }

    private static Ruling devices(int count) {
        return count == 0 ? Ruling.no(SkipReason.NO_DEVICE) : Ruling.pass(Map.of("devices", String.valueOf(count)));
    }

    private static Ruling phone(@Nullable String phone, Situation situation) {
        if (phone == null) {
            return Ruling.no(SkipReason.NO_PHONE);
        }
        return isPhone(phone) ? alive(Channel.SMS, phone, situation) : Ruling.no(SkipReason.INVALID_PHONE);
    }

    private static Ruling email(@Nullable String email, Situation situation) {
        if (email == null) {
            return Ruling.no(SkipReason.NO_EMAIL);
        }
        return isEmail(email) ? alive(Channel.EMAIL, email, situation) : Ruling.no(SkipReason.INVALID_EMAIL);
    }

    private static Ruling alive(Channel channel, String address, Situation situation) {
        Suppression suppression = situation.suppression(channel, address);
        if (suppression == null) {
            return Ruling.PASS;
        }
        return new Ruling.No(
                SkipReason.SUPPRESSED,
                Map.of(
                        "because",
                        suppression.reason(),
                        "since",
                        suppression.at().toString()));
    }

    /** E.164. The door over HTTP checks more; a number that a shop writes to Kafka itself has passed no door. */
    private static boolean isPhone(String address) {
        if (address.length() < 8 || address.length() > 16 || address.charAt(0) != '+' || address.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i < address.length(); i++) {
            if (address.charAt(i) < '0' || address.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Something, an at sign, something: see above. */
    private static boolean isEmail(String address) {
        int at = address.indexOf('@');
        return at > 0
                && at == address.lastIndexOf('@')
                && at < address.length() - 1
                && address.length() <= LONGEST_EMAIL
                && address.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }
}
