package dev.vestnik.engine;

import dev.vestnik.engine.access.EngineAccess;
import dev.vestnik.engine.audience.AudienceConfiguration;
import dev.vestnik.engine.audit.AuditConfiguration;
import dev.vestnik.engine.authoring.AuthoringConfiguration;
import dev.vestnik.engine.console.ConsoleConfiguration;
import dev.vestnik.engine.deadletters.DeadLetterConfiguration;
import dev.vestnik.engine.definitions.DefinitionsConfiguration;
import dev.vestnik.engine.explain.ExplainConfiguration;
import dev.vestnik.engine.inbound.InboundConfiguration;
import dev.vestnik.engine.list.ListConfiguration;
import dev.vestnik.engine.lookup.LookupConfiguration;
import dev.vestnik.engine.openapi.EngineApiDescription;
import dev.vestnik.engine.peers.PeerConfiguration;
import dev.vestnik.engine.problem.EngineProblemConfiguration;
import dev.vestnik.engine.product.ProductConfiguration;
import dev.vestnik.engine.report.ReportsConfiguration;
import dev.vestnik.engine.simulation.SimulationConfiguration;
import dev.vestnik.engine.streams.EngineStreamsConfiguration;
import dev.vestnik.engine.support.SupportConfiguration;
import dev.vestnik.service.ServiceRuntime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The journey engine as a program of its own; its configuration is {@code journey-engine.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
// Counting log lines costs a look at a list for every line that is not logged, also in Kafka's clients.
@EnableAutoConfiguration(exclude = LogbackMetricsAutoConfiguration.class)
@Import({
    EngineConfiguration.class,
    StatusController.class,
    DefinitionsConfiguration.class,
    EngineStreamsConfiguration.class,
    PeerConfiguration.class,
    ServiceRuntime.class,
    EngineAccess.class,
    EngineProblemConfiguration.class,
    AuditConfiguration.class,
    DeadLetterConfiguration.class,
    AuthoringConfiguration.class,
    SupportConfiguration.class,
    AudienceConfiguration.class,
    ListConfiguration.class,
    ExplainConfiguration.class,
    InboundConfiguration.class,
    ProductConfiguration.class,
    ReportsConfiguration.class,
    SimulationConfiguration.class,
    LookupConfiguration.class,
    ConsoleConfiguration.class,
    EngineApiDescription.class
})
public class JourneyEngine {
    public static void main(String[] args) {
        ServiceRuntime.application(JourneyEngine.class, "journey-engine").run(args);
    }
}
