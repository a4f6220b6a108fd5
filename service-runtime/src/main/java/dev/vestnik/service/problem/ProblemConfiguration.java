package dev.vestnik.service.problem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** How a service says that something is wrong. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {
    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }
}
