package dev.vestnik.sandbox;

import dev.vestnik.sandbox.apns.ApnsServer;
import dev.vestnik.sandbox.smpp.SmppServer;
import dev.vestnik.sandbox.smtp.ReturnMailbox;
import dev.vestnik.sandbox.smtp.SmtpServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@Import(PortsController.class)
class PortsConfiguration {
    @Bean
    @Lazy
    SandboxPorts sandboxPorts(
            Environment environment, SmppServer smpp, SmtpServer smtp, ApnsServer apns, ReturnMailbox returned) {
        int http = environment.getRequiredProperty("local.server.port", Integer.class);
        return new SandboxPorts(http, smpp.port(), smtp.port(), apns.port(), returned.port());
    }
}
