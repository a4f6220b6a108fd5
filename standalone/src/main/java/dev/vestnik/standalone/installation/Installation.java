package dev.vestnik.standalone.installation;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.embedded.KafkaSettings;
import dev.vestnik.embedded.RegistrySettings;
import dev.vestnik.standalone.CommandFailedException;
import dev.vestnik.standalone.installation.Ports.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything in this process: the broker, the registry beside it, the services. Stops doors first and the broker last. */
public final class Installation implements AutoCloseable {
    /** In the order in which they are started, the reverse of which they are stopped in: doors first. */
    private static final List<Service> SERVICES =
            List.of(Service.SMS, Service.EMAIL, Service.PUSH, Service.ENGINE, Service.INGEST);

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private final DataDirectory data;
    private final Ports ports;
    private final boolean sandbox;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** Starts nothing yet. */
    public Installation(DataDirectory data, Ports ports, boolean sandbox) {
        this.data = data;
        this.ports = ports;
        this.sandbox = sandbox;
    }

    public Ports ports() {
        return ports;
    }

    public DataDirectory data() {
        return data;
    }

    /**
     * Starts everything; returns when every service answers.
     *
     * @throws CommandFailedException when something does not start; what had started is stopped again
     */
    public Installation start() {
        try {
            CompletableFuture<EmbeddedRegistry> registry = CompletableFuture.supplyAsync(this::registry);
            CompletableFuture<@Nullable ConfigurableApplicationContext> providers =
                    CompletableFuture.supplyAsync(() -> sandbox ? service(Service.SANDBOX) : null);
            running.push(new EmbeddedKafka(KafkaSettings.in(data.directory("kafka"))
                            .withPorts(ports.of(Part.KAFKA), ports.of(Part.CONTROLLER)))
                    .start());
            running.push(registry.join());
            ConfigurableApplicationContext started = providers.join();
            if (started != null) {
                running.push(started);
            }
            startTogether(SERVICES);
            Readiness.await(ports, SERVICES);
            return this;
        } catch (CompletionException e) {
            close();
            throw new CommandFailedException("could not start: " + rootOf(e) + "; see " + log(), e);
        } catch (RuntimeException e) {
            close();
            throw new CommandFailedException("could not start: " + rootOf(e) + "; see " + log(), e);
        }
    }

    private String log() {
        return data.root().resolve("logs/vestnik.log").toString();
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private EmbeddedRegistry registry() {
        return new EmbeddedRegistry(
                        RegistrySettings.in(data.directory("registry")).withPort(ports.of(Part.REGISTRY)))
                .start();
    }

    /** In parallel. */
    private void startTogether(List<Service> services) {
        List<CompletableFuture<ConfigurableApplicationContext>> starting = new ArrayList<>();
        for (Service service : services) {
            starting.add(CompletableFuture.supplyAsync(
                    () -> service(service),
                    task -> Thread.ofPlatform().name("start-" + service.label()).start(task)));
        }
        RuntimeException failure = null;
        for (CompletableFuture<ConfigurableApplicationContext> one : starting) {
            try {
                running.push(one.join());
            } catch (CompletionException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private ConfigurableApplicationContext service(Service service) {
        return service.start(data, new ServiceProperties(data, ports, sandbox).of(service));
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable next = running.pop();
            try {
                next.close();
            } catch (Exception e) { // whatever it was, the others are stopped too
                LOG.warn("stop part={} problem={}", next.getClass().getSimpleName(), e.toString());
            }
        }
    }
}
