package dev.vestnik.standalone.installation;

import dev.vestnik.email.EmailSender;
import dev.vestnik.engine.JourneyEngine;
import dev.vestnik.ingest.OrderIngest;
import dev.vestnik.pages.CustomerPages;
import dev.vestnik.push.PushSender;
import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sms.SmsSender;
import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.installation.Ports.Part;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/** A service that runs in this process as a Spring context of its own, with its own configuration name. */
enum HostedService {
    INGEST(OrderIngest.class, "order-ingest", Part.INGEST),
    ENGINE(JourneyEngine.class, "journey-engine", Part.ENGINE),
    SMS(SmsSender.class, "sms-sender", Part.SMS),
    EMAIL(EmailSender.class, "email-sender", Part.EMAIL),
    PUSH(PushSender.class, "push-sender", Part.PUSH),
    PAGES(CustomerPages.class, "customer-pages", Part.PAGES),
    SANDBOX(Sandbox.class, "sandbox", Part.SANDBOX);

    private static final String PACKAGED = "Config resource 'class path resource";

    private final Class<?> main;
    private final String label;
    private final Part part;

    HostedService(Class<?> main, String label, Part part) {
        this.main = main;
        this.label = label;
        this.part = part;
    }

    /** The service's name, which is that of its configuration file. */
    String label() {
        return label;
    }

    Part part() {
        return part;
    }

    /**
     * Starts the service as an {@link #application}.
     *
     * @throws CommandFailedException when its file or the environment makes it listen on another port than its part's
     */
    ConfigurableApplicationContext start(
            DataDirectory data, Map<String, Object> properties, Map<String, HealthIndicator> neighbours) {
        ConfigurableApplicationContext context =
                application(data, properties, neighbours).run();
        Environment environment = context.getEnvironment();
        if (!Objects.equals(
                environment.getProperty("local.server.port"), String.valueOf(properties.get("server.port")))) {
            String port = environment.getProperty("local.server.port");
            context.close();
            throw new CommandFailedException("%s listens on %s, as %s; take it out and set %s instead"
                    .formatted(label, port, portSaidBy(environment), part.variable()));
        }
        return context;
    }

    private static String portSaidBy(Environment environment) {
        if (environment.getProperty("SERVER_PORT") != null) {
            return "SERVER_PORT in the environment says";
        }
        return System.getProperty("server.port") != null
                ? "-Dserver.port says"
                : "server.port in its configuration says";
    }

    /**
     * The service as it runs here. {@code properties} win over its packaged configuration; {@code DIR/config/NAME.yml}, or any
     * other file that Spring finds, wins over both; the environment and system properties win over everything.
     *
     * @param neighbours further entries of its health page, by name
     */
    SpringApplicationBuilder application(
            DataDirectory data, Map<String, Object> properties, Map<String, HealthIndicator> neighbours) {
        return new SpringApplicationBuilder(main)
                .web(WebApplicationType.REACTIVE)
                .registerShutdownHook(false)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of(
                        "spring.config.name",
                        label,
                        "spring.config.additional-location",
                        "optional:file:" + data.root().resolve("config") + "/"))
                .initializers(
                        context -> put(properties, context.getEnvironment().getPropertySources()),
                        context -> neighbours.forEach((name, health) ->
                                context.getBeanFactory().registerSingleton(name + "HealthIndicator", health)));
    }

    /** Puts properties below every file outside and above the packaged one; Spring names these sources after their origin. */
    private static void put(Map<String, Object> properties, MutablePropertySources sources) {
        MapPropertySource ours = new MapPropertySource("installation", properties);
        sources.stream()
                .map(PropertySource::getName)
                .filter(name -> name.startsWith(PACKAGED))
                .findFirst()
                .ifPresentOrElse(packaged -> sources.addBefore(packaged, ours), () -> sources.addLast(ours));
    }
}
