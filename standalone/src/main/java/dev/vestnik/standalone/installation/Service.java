package dev.vestnik.standalone.installation;

import dev.vestnik.email.EmailSender;
import dev.vestnik.engine.JourneyEngine;
import dev.vestnik.ingest.OrderIngest;
import dev.vestnik.push.PushSender;
import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sms.SmsSender;
import dev.vestnik.standalone.installation.Ports.Part;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A service that runs in this process as a Spring context of its own, with its own configuration name. */
enum Service {
    INGEST(OrderIngest.class, "order-ingest", Part.INGEST),
    ENGINE(JourneyEngine.class, "journey-engine", Part.ENGINE),
    SMS(SmsSender.class, "sms-sender", Part.SMS),
    EMAIL(EmailSender.class, "email-sender", Part.EMAIL),
    PUSH(PushSender.class, "push-sender", Part.PUSH),
    SANDBOX(Sandbox.class, "sandbox", Part.SANDBOX);

    private final Class<?> main;
    private final String label;
    private final Part part;

    Service(Class<?> main, String label, Part part) {
        this.main = main;
        this.label = label;
        this.part = part;
    }

    /** Its name, which is that of its configuration file. */
    String label() {
        return label;
    }

    Part part() {
        return part;
    }

    /** Starts it; {@code properties} win over its own configuration file, {@code DIR/config/NAME.yml} wins over both. */
    ConfigurableApplicationContext start(DataDirectory data, Map<String, Object> properties) {
        return new SpringApplicationBuilder(main)
                .web(WebApplicationType.REACTIVE)
                .registerShutdownHook(false)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of(
                        "spring.config.name",
                        label,
                        "spring.config.additional-location",
                        "optional:file:" + data.root().resolve("config") + "/"))
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addAfter("systemEnvironment", new MapPropertySource("installation", properties)))
                .run();
    }
}
