package dev.vestnik.sender;

import dev.vestnik.service.settings.SettingsReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of a channel's gateways as they are written, those of faulty gateways too. */
public final class GatewayNames {
    private GatewayNames() {}

    /**
     * Notes names that two gateways have.
     *
     * @param elements the names of the gateways' settings, such as {@code vestnik.sms.gateways[0]}
     */
    public static List<String> of(SettingsReader settings, List<String> elements) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String element : elements) {
            String name = settings.text(element + ".name");
            if (name != null) {
                settings.check(seen.add(name), element + ".name", "is the name of another gateway too: " + name);
                names.add(name);
            }
        }
        return names;
    }
}
