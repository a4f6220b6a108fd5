package dev.vestnik.push;

import dev.vestnik.sender.runtime.SenderRuntime;
import dev.vestnik.service.ServiceRuntime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The push sender as a program of its own; its configuration is {@code push-sender.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SenderRuntime.class, PushGateways.class})
public class PushSender {
    public static void main(String[] args) {
        ServiceRuntime.application(PushSender.class, "push-sender").run(args);
    }
}
