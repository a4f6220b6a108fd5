package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.Recipient;
import dev.vestnik.rules.journey.StepReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads to whom a message goes that does not go to the customer. */
final class RecipientReader {
    private RecipientReader() {}

    /** Null where the document names nobody, or has faults there. */
    static @Nullable Recipient read(StepReading reading, Place place) {
        if (!place.present() || !place.only(List.of("phone", "email", "basis")).isMap()) {
            return null;
        }
        if (reading.isMarketing()) {
            place.fault("is for journeys of class service: the person whose contact it is has asked for no marketing");
        }
        if (!place.at("phone").present() && !place.at("email").present()) {
            place.fault("must say where to: \"phone\", \"email\"");
        }
        Expression phone = reading.text(place.at("phone"), "no SMS is sent then");
        Expression email = reading.text(place.at("email"), "no e-mail is sent then");
        Recipient.Basis basis = place.at("basis").required() ? place.at("basis").choice(bases()) : null;
        return basis == null ? null : new Recipient(phone, email, basis);
    }

    private static Map<String, Recipient.Basis> bases() {
        Map<String, Recipient.Basis> bases = new LinkedHashMap<>();
        for (Recipient.Basis basis : Recipient.Basis.values()) {
            bases.put(basis.label(), basis);
        }
        return bases;
    }

    /** Notes a channel by which nothing can go there. */
    static void check(StepReading reading, Place via, Channel channel) {
        Place to = reading.at("to");
        if (!to.isMap()) {
            return;
        }
        switch (channel) {
            case PUSH -> via.fault("goes to the customer's own devices, and \"to\" names another contact");
            case SMS -> named(via, to.at("phone"));
            case EMAIL -> named(via, to.at("email"));
        }
    }

    private static void named(Place via, Place contact) {
        if (!contact.present()) {
            via.fault("needs \"" + contact.path() + "\": who gets it?");
        }
    }
}
