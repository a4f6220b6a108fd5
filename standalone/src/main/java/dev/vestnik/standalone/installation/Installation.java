package dev.vestnik.standalone.installation;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.embedded.KafkaSettings;
import dev.vestnik.embedded.RegistrySettings;
import dev.vestnik.standalone.CommandFailedException;
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

/** Everything in this process: the broker, the registry beside it, the services. Stops doors first and the broker last. */
public final class Installation implements AutoCloseable {
    /** In the order in which they are started, the reverse of which they are stopped in: doors first. */
    private static final List<Service> SERVICES =
            List.of(Service.SMS, Service.EMAIL, Service.PUSH, Service.ENGINE, Service.INGEST);

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private static final long ROOM_MEGABYTES = 128;

    private final DataDirectory data;
    private final Ports ports;
    private final boolean sandbox;
    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();
    private volatile Map<String, HealthIndicator> neighbours = Map.of();

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

    /** Whether something runs or is being started. */
    public boolean isRunning() {
        return !running.isEmpty();
    }

    /**
     * Starts everything; returns when every service answers.
     *
     * @throws CommandFailedException when something does not start; what had started is stopped again
     */
    public Installation start() {
        data.requireFree(ROOM_MEGABYTES);
        try {
            CompletableFuture<EmbeddedKafka> kafka = begin("kafka", this::kafka);
            CompletableFuture<EmbeddedRegistry> registry = begin("registry", this::registry);
            CompletableFuture<?> providers = sandbox ? begin(Service.SANDBOX) : CompletableFuture.completedFuture(null);
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

    /** Which part, as its thrower says, and the root of it. */
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
                (status, _) -> brokerDied(status)); // an orderly exit would wait for the thread that asks for it
        return new EmbeddedKafka(KafkaSettings.in(data.directory("kafka"))
                        .withPorts(ports.of(Part.KAFKA), ports.of(Part.CONTROLLER)))
                .start();
    }

    /** A broker that cannot write ends its process, whoever else is in it, without a word. */
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

    private CompletableFuture<KeptAlive> begin(Service service) {
        Map<String, Object> properties = new ServiceProperties(data, ports, sandbox).of(service);
        return begin(
                service.label(),
                () -> KeptAlive.start(
                        service.label(),
                        () -> service.start(data, properties, neighbours),
                        new Liveness(ports.url(service.part()))));
    }

    /** On a thread of its own. From now on {@link #close} stops it, also while it is still starting. */
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

    /** Waits for what is still starting, too: the broker is the last to go, whenever this is called. */
    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            AutoCloseable next = running.pop();
            try {
                next.close();
            } catch (Exception e) { // whatever it was, the others are stopped too
                LOG.warn("stop problem={}", e.toString(), e);
            }
        }
    }
}
