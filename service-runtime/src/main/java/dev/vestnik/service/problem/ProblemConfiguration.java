package dev.vestnik.service.problem;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** A service's answers when something is wrong. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {
    @Bean
    Problems problems(JsonMapper json, @Value("${spring.http.codecs.max-in-memory-size:256KB}") DataSize largestBody) {
        return new Problems(json, new ErrorWording(largestBody));
    }
}
