package dev.vestnik.sender;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * A channel's gateways and the rules by which messages go to them. Without any gateway, the lanes wait.
 *
 * @param rules names the gateways of a message in order of preference
 */
public record Route(ChannelName channel, List<Gateway> gateways, RouteRules rules) implements AutoCloseable {
    public Route {
        gateways = List.copyOf(gateways);
        long names = gateways.stream().map(Gateway::name).distinct().count();
        if (names != gateways.size()) {
            throw new ConfigException("Two gateways of " + channel + " have the same name");
        }
    }

    /** A route of all gateways, in order: the next one is used while the circuit of the one before is open. */
    public Route(ChannelName channel, List<Gateway> gateways) {
        this(channel, gateways, RouteRules.inOrder(gateways));
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
