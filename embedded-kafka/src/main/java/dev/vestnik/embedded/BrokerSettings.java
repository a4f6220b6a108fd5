package dev.vestnik.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where an {@link EmbeddedKafka} keeps its data and listens.
 *
 * @param dataDirectory made and formatted on first use, kept between runs
 * @param host the loopback address or name that clients are told
 * @param port of the broker; 0 picks a free one at the first start
 * @param controllerPort of the KRaft controller, which only the broker itself uses; 0 picks a free one
 * @param brokerProperties Kafka's own settings, laid over those this class chooses
 */
public record BrokerSettings(
        Path dataDirectory, String host, int port, int controllerPort, Map<String, String> brokerProperties) {

    public BrokerSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        Port.require("port", port);
        Port.require("controllerPort", controllerPort);
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        brokerProperties = Map.copyOf(brokerProperties);
    }

    /** Free ports on loopback, nothing overridden. */
    public static BrokerSettings in(Path dataDirectory) {
        return new BrokerSettings(dataDirectory, "127.0.0.1", 0, 0, Map.of());
    }

    public BrokerSettings withHost(String host) {
        return new BrokerSettings(dataDirectory, host, port, controllerPort, brokerProperties);
    }

    public BrokerSettings withPorts(int port, int controllerPort) {
        return new BrokerSettings(dataDirectory, host, port, controllerPort, brokerProperties);
    }

    public BrokerSettings withBrokerProperty(String name, String value) {
        var properties = new HashMap<>(brokerProperties);
        properties.put(name, value);
        return new BrokerSettings(dataDirectory, host, port, controllerPort, properties);
    }
}
