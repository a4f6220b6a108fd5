package dev.vestnik.engine.problem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's answers when something is wrong. */
@Configuration(proxyBeanMethods = false)
public class EngineProblemConfiguration {
    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }
}
