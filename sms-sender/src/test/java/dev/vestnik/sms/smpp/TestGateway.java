package dev.vestnik.sms.smpp;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings of a gateway named "main" as a configuration file would give them; an empty value takes one of these away. */
final class TestGateway {
    private TestGateway() {}

    static GatewaySettings at(int port, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "g.name", "main", "g.port", String.valueOf(port), "g.system-id", "vestnik", "g.sender", "VESTNIK"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put("g." + more[i], more[i + 1]);
            properties.values().remove("");
        }
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("g", GatewaySettings.class)
                .get();
    }
}
