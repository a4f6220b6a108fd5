package dev.vestnik.sandbox.behaviour;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Behaviours and their controller. */
@Configuration(proxyBeanMethods = false)
@Import(BehaviourController.class)
public class BehaviourConfiguration {
    @Bean
    Behaviours behaviours() {
        RandomGenerator dice = () -> ThreadLocalRandom.current().nextLong();
        return new Behaviours(dice);
    }
}
