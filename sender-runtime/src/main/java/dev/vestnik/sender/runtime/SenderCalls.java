package dev.vestnik.sender.runtime;

import static dev.vestnik.service.access.AccessTable.open;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.vestnik.service.access.AccessTable;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists the calls that a sender answers. */
@Configuration(proxyBeanMethods = false)
class SenderCalls {

    /**
     * The calls that every sender answers, all of them without a key.
     *
     * @param own calls of this sender
     */
    @Bean
    AccessTable accessTable(ObjectProvider<AccessTable.Row> own) {
        Stream<AccessTable.Row> all = Stream.of(
                open(POST, "/v1/reports/{token}"),
                open(GET, "/api/lanes"),
                open(GET, "/actuator"),
                open(GET, "/actuator/health"),
                open(GET, "/actuator/health/{*part}"),
                open(GET, "/actuator/info"),
                open(GET, "/actuator/prometheus"));
        return new AccessTable(Stream.concat(all, own.orderedStream()).toList());
    }
}
