package dev.vestnik.engine.peers;

import dev.vestnik.engine.streams.query.CustomerQueries;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The way to the other instances. */
@Configuration(proxyBeanMethods = false)
public class PeerConfiguration {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    @Bean
    InstanceAddress instanceAddress() {
        return new InstanceAddress();
    }

    @Bean(destroyMethod = "shutdownNow")
    HttpClient peerHttp() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the callers' keys go along
                .connectTimeout(CONNECT)
                .build();
    }

    @Bean
    PeerForwarding forwarding(HttpClient peerHttp, CustomerQueries queries) {
        return new PeerForwarding(peerHttp, queries);
    }

    @Bean
    Peers peers(HttpClient peerHttp, CustomerQueries queries, InstanceAddress address, JsonMapper json) {
        return new Peers(peerHttp, queries, address, json);
    }
}
