package dev.vestnik.rules.verification;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.verification.VerificationWord.OwnCode;
import dev.vestnik.rules.verification.VerificationWord.Send;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The codes that a shop makes itself, and tells by an event about a customer. */
public final class OwnCodes {
    private OwnCodes() {}

    /** The word for the codes of the customer's shop: to the phone, else to the e-mail address; null: the customer has neither. */
    public static @Nullable Send addressed(String customer, CustomerState state, Event event) {
        Profile profile = state.profile();
        Contact to = contact(profile);
        if (to == null
                || !(event.data().get("code") instanceof String code)
                || !(event.data().get("expiresAt") instanceof Instant expiresAt)) {
            return null;
        }
        return new Send(
                "event-" + Long.toHexString(event.fingerprint()),
                purpose(event),
                to,
                customer,
                profile.fields().get("locale") instanceof String locale ? locale : null,
                new OwnCode(code, expiresAt));
    }

    /** The purpose of its code, as the shop says it. */
    public static Purpose purpose(Event event) {
        String label = String.valueOf(event.data().get("purpose")).toLowerCase(Locale.ROOT);
        return Purpose.labelled(label).orElse(Purpose.LOGIN);
    }

    private static @Nullable Contact contact(Profile profile) {
        if (profile.phone() != null) {
            return new Contact(Channel.SMS, Objects.requireNonNull(profile.phone()));
        }
        return profile.email() == null ? null : new Contact(Channel.EMAIL, Objects.requireNonNull(profile.email()));
    }
}
