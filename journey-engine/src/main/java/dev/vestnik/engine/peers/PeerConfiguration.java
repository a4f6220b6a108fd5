package dev.vestnik.engine.peers;

import dev.vestnik.engine.streams.query.CustomerQueries;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The way to the other instances. */
@Configuration(proxyBeanMethods = false)
public class PeerConfiguration {
    @Bean
    InstanceAddress instanceAddress() {
        return new InstanceAddress();
    }

    @Bean
    PeerWire peerWire(ServerProperties server, SslBundles bundles) {
        return PeerWire.of(server.getSsl(), bundles);
    }

    @Bean
    PeerForwarding forwarding(PeerWire wire, CustomerQueries queries) {
        return new PeerForwarding(wire, queries);
    }

    @Bean
    Peers peers(PeerWire wire, CustomerQueries queries, InstanceAddress address, JsonMapper json) {
        return new Peers(wire, queries, address, json);
    }
}
