package dev.vestnik.push;

import dev.vestnik.sender.runtime.SenderRuntime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The push sender as a program of its own; its configuration is {@code push-sender.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SenderRuntime.class, PushGateways.class})
public class PushSender {
    public static void main(String[] args) {
        new SpringApplicationBuilder(PushSender.class)
                .properties("spring.config.name=push-sender")
                .run(args);
    }
}
