package dev.vestnik.sender;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.Channel;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * A channel's gateways in order of preference: the next one is used while the circuit of the one before is open. Without any, the
 * lanes wait.
 */
public record Route(Channel channel, List<Gateway> gateways) implements AutoCloseable {
    public Route {
        gateways = List.copyOf(gateways);
        long names = gateways.stream().map(Gateway::name).distinct().count();
        if (names != gateways.size()) {
            throw new ConfigException("Two gateways of " + channel + " have the same name");
        }
    }

    /** The gateways that carry messages of that class, in order. */
    public List<Gateway> serving(MessageClass messageClass) {
        return gateways.stream().filter(gateway -> gateway.serves(messageClass)).toList();
    }

    @Override
    public void close() {
        gateways.forEach(Gateway::close);
    }
}
