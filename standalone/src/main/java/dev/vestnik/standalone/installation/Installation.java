package dev.vestnik.standalone.installation;

import dev.vestnik.embedded.BrokerSettings;
import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.embedded.RegistrySettings;
import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.installation.Ports.Part;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.internals.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;

/** All parts of one process: the broker, the registry beside it, the services. Stops doors first and the broker last. */
public final class Installation implements AutoCloseable {
    /** The services in the order of their start; they are stopped in the reverse order, doors first. */
    private static final List<HostedService> SERVICES = List.of(
            HostedService.SMS,
            HostedService.EMAIL,
            HostedService.PUSH,
            HostedService.ENGINE,
            HostedService.INGEST,
            HostedService.PAGES);

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private static final long ROOM_MEGABYTES = 128;

    private final DataDirectory data;
    private final Ports ports;
    private final boolean sandbox;
    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();
    private volatile Map<String, HealthIndicator> neighbours = Map.of();

    /** Prepares an installation without starting it. */
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

    /** Whether a part runs or is being started. */
    public boolean isRunning() {
        return !running.isEmpty();
    }

    /**
     * Starts all parts; returns when every service answers.
     *
     * @throws CommandFailedException when a part does not start; the parts that had started are stopped again
     */
    public Installation start() {
        data.requireFree(ROOM_MEGABYTES);
        try {
            CompletableFuture<EmbeddedKafka> kafka = begin("kafka", this::kafka);
            CompletableFuture<EmbeddedRegistry> registry = begin("registry", this::registry);
            CompletableFuture<?> providers =
                    sandbox ? begin(HostedService.SANDBOX) : CompletableFuture.completedFuture(null);
            CompletableFuture.allOf(kafka, registry, providers).join();
            neighbours = Map.of("registry", new RegistryHealth(registry.join()::state));
            CompletableFuture.allOf(SERVICES.stream().map(this::begin).toArray(CompletableFuture[]::new))
                    .join();
            Readiness.await(ports, SERVICES);
            data.closeToOthers(); // Kafka Streams opens its directories to the group, whatever the umask
            return this;
        } catch (RuntimeException e) {
            close();
            throw new CommandFailedException("could not start: " + cause(e) + "; see " + log(), e);
        }
    }

    private String log() {
        return data.root().resolve("logs/vestnik.log").toString();
    }

    /** The failed part, as the exception names it, with the root cause. */
    private static String cause(Throwable thrown) {
        Throwable part =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        Throwable root = part;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = String.valueOf(part.getMessage());
        String reason = root.getMessage() == null ? root.toString() : root.getMessage();
        return said.contains(reason) ? said : said + ": " + reason;
    }

    private EmbeddedKafka kafka() {
        Exit.setHaltProcedure((status, _) -> brokerDied(status));
        Exit.setExitProcedure(
                (status, _) -> brokerDied(status)); // an orderly exit would wait for the thread that calls it
        return new EmbeddedKafka(BrokerSettings.in(data.directory("kafka"))
                        .withPorts(ports.of(Part.KAFKA), ports.of(Part.CONTROLLER)))
                .start();
    }

    /** Says why the process ends: a broker that cannot write ends it, with all other parts, without a word. */
    private void brokerDied(int status) {
        System.err.println("vestnik: Kafka cannot go on, and everything has stopped with it; "
                + (data.root().toFile().getUsableSpace() >> 20) + " MB are free in " + data.root()
                + ". What was accepted is kept: once the cause is mended, the same command goes on where it was. See "
                + log());
        Runtime.getRuntime().halt(status);
    }

    private EmbeddedRegistry registry() {
        return new EmbeddedRegistry(
                        RegistrySettings.in(data.directory("registry")).withPort(ports.of(Part.REGISTRY)))
                .start();
    }

    private CompletableFuture<SupervisedService> begin(HostedService service) {
        Map<String, Object> properties = new ServiceProperties(data, ports, sandbox).of(service);
        return begin(
                service.label(),
                () -> SupervisedService.start(
                        service.label(),
                        () -> service.start(data, properties, neighbours),
                        new Liveness(ports.url(service.part()))));
    }

    /** Starts a part on a thread of its own. From now on {@link #close} stops it, also while it is still starting. */
    private synchronized <T extends AutoCloseable> CompletableFuture<T> begin(String name, Supplier<T> start) {
        CompletableFuture<T> starting = CompletableFuture.supplyAsync(
                start, task -> Thread.ofPlatform().name("start-" + name).start(task));
        running.push(() -> {
            if (starting.handle((started, failure) -> failure == null).join()) {
                starting.join().close();
            }
        });
        return starting;
    }

    /** Stops all parts, and waits for those that are still starting: the broker always stops last. */
    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            AutoCloseable next = running.pop();
            try {
                next.close();
            } catch (Exception e) { // after any fault the other parts are stopped too
                LOG.warn("stop problem={}", e.toString(), e);
            }
        }
    }
}
