package dev.vestnik.email;

import dev.vestnik.email.bounce.BounceConfiguration;
import dev.vestnik.sender.runtime.SenderRuntime;
import dev.vestnik.service.ServiceRuntime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The e-mail sender as a program of its own; its configuration is {@code email-sender.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SenderRuntime.class, EmailGateways.class, BounceConfiguration.class})
public class EmailSender {
    public static void main(String[] args) {
        ServiceRuntime.application(EmailSender.class, "email-sender").run(args);
    }
}
