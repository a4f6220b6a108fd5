package dev.vestnik.service.access;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import reactor.core.publisher.Mono;

/** The check of every call; needs the service's {@link AccessTable}. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {
    @Bean
    AccessMetrics accessMetrics(MeterRegistry registry) {
        return new AccessMetrics(registry);
    }

    @Bean
    AccessFilter accessFilter(AccessTable table) {
        return new AccessFilter(table);
    }

    /**
     * Spring Security's filters in every service, without any in those that have no keys. Where this bean is, Spring Boot adds none of
     * its own: no default user, no form, no session. Its firewall would refuse ids that we take; {@link Paths} has judged the path.
     */
    @Bean
    @Order(AccessFilter.ORDER + 1)
    WebFilterChainProxy securityFilters(AccessTable table, ObjectProvider<SecurityWebFilterChain> chains) {
        List<SecurityWebFilterChain> all = chains.orderedStream().toList();
        if (all.isEmpty() && !table.rows().stream().allMatch(AccessTable.Row::open)) {
            throw new IllegalStateException("a service without keys has calls that take one");
        }
        WebFilterChainProxy filters = new WebFilterChainProxy(all);
        filters.setFirewall(Mono::just);
        return filters;
    }
}
