package dev.vestnik.rules.testrun;

import dev.vestnik.rules.condition.EventData;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device.Platform;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.document.ShopList;
import dev.vestnik.rules.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the customer of a test run. Who is not described is reached on every channel and has agreed to everything; of one who is described
 * that much is true as the document says, and consent alone is taken for given where it says nothing of it.
 */
final class SubjectReader {
    private static final List<String> KEYS = List.of("id", "profile", "consents", "devices");
    private static final String PHONE = "+74956460054";
    private static final String EMAIL = "customer@example.org";
    private static final Map<String, String> PLATFORMS = Arrays.stream(Platform.values())
            .map(platform -> platform.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toMap(Function.identity(), Function.identity()));

    private static final Map<String, String> CONSENT_CHANNELS = Stream.of("sms", "email", "push", "any")
            .collect(Collectors.toMap(Function.identity(), Function.identity()));

    private final Place root;
    private final EventData data;
    private final Instant at;
    private final List<Event> said = new ArrayList<>();

    SubjectReader(Place root, EventData data, Instant at) {
        this.root = root;
        this.data = data;
        this.at = at;
    }

    /** A customer who exists is given by the id alone; the caller puts the state in. */
    Subject read() {
        String shop = root.at("shop").text();
        if (shop != null && !ShopList.isName(shop)) {
            root.at("shop").fault(ShopList.NAME_RULE);
        }
        Place customer = root.at("customer");
        if (!customer.present()) {
            nobodyInParticular();
            return new Subject(shop, null, CustomerState.NEW, said);
        }
        if (customer.isText()) {
            return new Subject(shop, customer.requiredText(), CustomerState.NEW, said);
        }
        customer.only(KEYS);
        described(customer);
        String id = customer.at("id").present() ? customer.at("id").requiredText() : null;
        return new Subject(shop, id, CustomerState.NEW, said);
    }

    private void nobodyInParticular() {
        say("customer.updated", Map.of("phone", PHONE, "email", EMAIL));
        say("device.registered", Map.of("platform", "ios", "token", "token"));
        agreed();
    }

    private void agreed() {
        say("consent.changed", Map.of("channel", "any", "granted", true, "source", "test"));
    }

    private void described(Place customer) {
        if (customer.at("profile").present()) {
            say("customer.updated", data.read("customer.updated", customer.at("profile")));
        }
        for (Place device : customer.at("devices").elements()) {
            if (device.at("platform").choice(PLATFORMS) != null) {
                say("device.registered", data.read("device.registered", device));
            } else if (!device.at("platform").present()) {
                device.at("platform").fault("is missing");
            }
        }
        if (!customer.at("consents").present()) {
            agreed();
        }
        for (Place consent : customer.at("consents").elements()) {
            consent.at("granted").required();
            if (consent.at("channel").required()) {
                consent.at("channel").choice(CONSENT_CHANNELS);
            }
            say("consent.changed", data.read("consent.changed", consent));
        }
    }

    private void say(String type, Map<String, Object> fields) {
        said.add(new Event("test", "said-" + said.size(), type, at, fields));
    }
}
