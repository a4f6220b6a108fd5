package dev.vestnik.engine.problem;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** How the API says that something is wrong. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {
    @Bean
    ProblemAdvice problemAdvice(@Value("${spring.http.codecs.max-in-memory-size}") DataSize largestBody) {
        return new ProblemAdvice(largestBody);
    }
}
