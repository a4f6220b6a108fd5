package dev.vestnik.rules.gate;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressRules;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.journey.Recipient;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.phone.WrittenPhone;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recipient can be reached: the address is known, can be one, and still takes something. Of a contact that is not the customer's own its
 * owner is asked: others may know that it is dead, and the person who has it may have written STOP.
 */
final class ContactGate implements Gate {
    /** So long the owner is waited for, which answers in milliseconds where its partition is at work. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int LONGEST_EMAIL = 254;

    @Override
    public String name() {
        return "contact";
    }

    @Override
    public Ruling check(Draft draft, Situation situation) {
        Recipient to = draft.candidate().step().to();
        return to == null ? own(draft, situation) : another(draft, situation, to);
    }

    private static Ruling own(Draft draft, Situation situation) {
        return switch (draft.channel()) {
            case PUSH -> devices(situation.state().devices().size());
            case SMS -> phone(situation.state().profile().phone(), situation);
            case EMAIL -> email(situation.state().profile().email(), situation);
        };
    }

    private Ruling another(Draft draft, Situation situation, Recipient to) {
        Channel channel = draft.channel();
        String address = channel == Channel.SMS
                ? readable(computed(draft, situation, to.phone()), situation)
                : computed(draft, situation, to.email());
        Ruling known = channel == Channel.SMS ? phone(address, situation) : email(address, situation);
        if (address == null || known instanceof Ruling.No) {
            return known;
        }
        draft.goesTo(address);
        Map<String, String> inputs = Map.of("to", "another", "basis", to.basis().label());
        AddressKey key = AddressKey.of(situation.customer().shop(), channel, address);
        return isOwn(situation, key) ? Ruling.pass(inputs) : asked(draft, situation, key, inputs);
    }

    /** Null where it cannot be computed, or is empty: then nobody gets the message, and not the customer instead. */
    private static @Nullable String computed(Draft draft, Situation situation, @Nullable Expression contact) {
        Evaluation result = contact == null
                ? null
                : situation.evaluate(contact, draft.candidate().instance());
        return result instanceof Evaluation.Value(String address) && !address.isBlank() ? address.strip() : null;
    }

    /** A number in E.164 where it can be read as one of the shop's country, else as it is written. */
    private static @Nullable String readable(@Nullable String written, Situation situation) {
        String number = written == null
                ? null
                : WrittenPhone.e164(written, situation.definitions().shop().country());
        return number == null ? written : number;
    }

    private static boolean isOwn(Situation situation, AddressKey key) {
        Profile profile = situation.state().profile();
        String own = key.channel() == Channel.SMS ? profile.phone() : profile.email();
        return own != null && key.equals(AddressKey.of(situation.customer().shop(), key.channel(), own));
    }

    private Ruling asked(Draft draft, Situation situation, AddressKey key, Map<String, String> inputs) {
        Instant due = situation.now().plus(PATIENCE);
        return switch (draft.answer(this)) {
            case null -> new Ruling.Ask(Owner.parse(key.toString()), new Request.AddressStanding(), due, inputs);
            case Reply.Given(var standing) -> standing(standing, inputs);
            case Reply.Denied denied -> new Ruling.No(SkipReason.SUPPRESSED, Map.of("because", denied.reason()));
            case Reply.Missing missing ->
                draft.mayWaitUntil(due)
                        ? new Ruling.Hold(due, OnHold.ASKING, inputs)
                        : new Ruling.No(SkipReason.EXPIRED, inputs);
        };
    }

    private static Ruling standing(Map<String, Object> standing, Map<String, String> inputs) {
        Object dead = standing.get(AddressRules.DEAD);
        Object stopped = standing.get(AddressRules.STOPPED);
        if (dead != null) {
            return new Ruling.No(SkipReason.SUPPRESSED, Map.of("because", String.valueOf(dead)));
        }
        return stopped == null
                ? Ruling.pass(inputs)
                : new Ruling.No(SkipReason.ADDRESS_STOPPED, Map.of("since", String.valueOf(stopped)));
    }

    private static Ruling devices(int count) {
        return count == 0 ? Ruling.no(SkipReason.NO_DEVICE) : Ruling.pass(Map.of("devices", String.valueOf(count)));
    }

    private static Ruling phone(@Nullable String phone, Situation situation) {
        if (phone == null) {
            return Ruling.no(SkipReason.NO_PHONE);
        }
        return WrittenPhone.isE164(phone) ? alive(Channel.SMS, phone, situation) : noPhone(situation);
    }

    private static Ruling noPhone(Situation situation) {
        String country = situation.definitions().shop().country();
        String because = country == null ? "not international, and the shop has no country" : "no number of " + country;
        return new Ruling.No(SkipReason.INVALID_PHONE, Map.of("because", because));
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

    /** Something, an at sign, something. The door over HTTP checks more. */
    private static boolean isEmail(String address) {
        int at = address.indexOf('@');
        return at > 0
                && at == address.lastIndexOf('@')
                && at < address.length() - 1
                && address.length() <= LONGEST_EMAIL
                && address.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }
}
