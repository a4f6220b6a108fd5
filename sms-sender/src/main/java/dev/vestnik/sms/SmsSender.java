package dev.vestnik.sms;

import dev.vestnik.sender.runtime.SenderRuntime;
import dev.vestnik.service.ServiceRuntime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The SMS sender. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({SenderRuntime.class, SmsConfiguration.class})
public class SmsSender {

    /** An application that reads {@code sms-sender.yml}. */
    public static SpringApplicationBuilder application() {
        return ServiceRuntime.application(SmsSender.class, "sms-sender");
    }

    /** Runs the sender. */
    public static void main(String[] args) {
        application().run(args);
    }
}
