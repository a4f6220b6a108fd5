package dev.vestnik.sandbox;

import static dev.vestnik.service.access.AccessTable.open;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.vestnik.service.access.AccessTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The calls that the sandbox answers. All are open, since its providers check keys of their own. */
@Configuration(proxyBeanMethods = false)
class SandboxCalls {
    @Bean
    AccessTable accessTable() {
        return AccessTable.of(
                open(GET, "/"),
                open(GET, "/outbox.css"),
                open(GET, "/outbox.js"),
                open(GET, "/outbox"),
                open(DELETE, "/outbox"),
                open(GET, "/outbox/{seq}"),
                open(GET, "/outbox/{seq}/html"),
                open(GET, "/ledger"),
                open(GET, "/smtp/{seq}/bounce"),
                open(GET, "/smtp/{seq}/complaint"),
                open(GET, "/ports"),
                open(GET, "/behaviour"),
                open(POST, "/behaviour"),
                open(DELETE, "/behaviour"),
                open(POST, "/smpp/inbound"),
                open(POST, "/providers/{name}/hook"),
                open(POST, "/providers/{name}/inbound"),
                open(GET, "/providers/{name}/{*path}"),
                open(POST, "/providers/{name}/{*path}"),
                open(POST, "/token"),
                open(POST, "/v1/projects/{project}/messages:send"),
                open(POST, "/webpush/subscriptions"),
                open(POST, "/webpush/push/{id}"),
                open(GET, "/actuator"),
                open(GET, "/actuator/health"),
                open(GET, "/actuator/health/{*part}"),
                open(GET, "/actuator/info"),
                open(GET, "/actuator/prometheus"));
    }
}
