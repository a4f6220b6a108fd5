package dev.vestnik.sandbox;

import dev.vestnik.sandbox.apns.ApnsConfiguration;
import dev.vestnik.sandbox.behaviour.BehaviourConfiguration;
import dev.vestnik.sandbox.device.DeviceConfiguration;
import dev.vestnik.sandbox.fcm.FcmConfiguration;
import dev.vestnik.sandbox.host.HostConfiguration;
import dev.vestnik.sandbox.http.SandboxHttpConfiguration;
import dev.vestnik.sandbox.ledger.LedgerConfiguration;
import dev.vestnik.sandbox.outbox.OutboxConfiguration;
import dev.vestnik.sandbox.phone.PhoneConfiguration;
import dev.vestnik.sandbox.smpp.SmppConfiguration;
import dev.vestnik.sandbox.smtp.SmtpConfiguration;
import dev.vestnik.sandbox.webpush.WebPushConfiguration;
import dev.vestnik.service.ServiceRuntime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The sandbox, as a process of its own or as a context beside others. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    ServiceRuntime.class,
    SandboxCalls.class,
    HostConfiguration.class,
    LedgerConfiguration.class,
    BehaviourConfiguration.class,
    OutboxConfiguration.class,
    SmppConfiguration.class,
    SmtpConfiguration.class,
    DeviceConfiguration.class,
    ApnsConfiguration.class,
    FcmConfiguration.class,
    WebPushConfiguration.class,
    PhoneConfiguration.class,
    SandboxHttpConfiguration.class,
    PortsConfiguration.class
})
public class Sandbox {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The application, configured by {@code sandbox.yml}; a process that embeds it adds properties and runs it. */
    public static SpringApplicationBuilder application() {
        return ServiceRuntime.application(Sandbox.class, "sandbox");
    }
}
