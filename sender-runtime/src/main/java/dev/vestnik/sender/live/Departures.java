package dev.vestnik.sender.live;

import dev.vestnik.sender.gateway.GuardedGateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets gateways go that take no new messages: each once its requests are answered and its late receipts have had their time. */
final class Departures implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Departures.class);

    private final Patience patience;
    private final Consumer<GuardedGateway> close;
    private final List<Departing> departing = new CopyOnWriteArrayList<>();

    /**
     * @param answers for requests on their way: longer than any gateway's grace
     * @param receipts for receipts after the last answer: most come within minutes. Whoever wants the others leaves the gateway configured and
     *     takes it out of the routes
     * @param rest of a gateway between its last answer and its end, in which the lane writes that down
     * @param look the time between two looks
     */
    record Patience(Duration answers, Duration receipts, Duration rest, Duration look) {
        static final Patience USUAL = new Patience(
                Duration.ofMinutes(46), Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofMillis(200));
    }

    /** A gateway on its way out. */
    private final class Departing implements Runnable {
        private final GuardedGateway gateway;
        private final Thread thread;
        private volatile boolean replaced;

        Departing(GuardedGateway gateway) {
            this.gateway = gateway;
            this.thread = Thread.ofVirtual()
                    .name("leaving-" + gateway.gateway().name())
                    .unstarted(this);
        }

        @Override
        public void run() {
            try {
                long answersUntil = System.nanoTime() + patience.answers().toNanos();
                long idleSince = System.nanoTime();
                while (System.nanoTime() - answersUntil < 0 && !hasRested(System.nanoTime() - idleSince)) {
                    Thread.sleep(patience.look());
                    idleSince = gateway.isIdle() ? idleSince : System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the process ends
            }
            log.info("gateway={} left=true idle={}", gateway.gateway().name(), gateway.isIdle());
            departing.remove(this);
            close.accept(gateway);
        }

        /** Another gateway of the same account takes the receipts of one that is replaced, and may need its place at the provider. */
        private boolean hasRested(long idleNanos) {
            Duration wanted = replaced ? patience.rest() : patience.receipts();
            return idleNanos > wanted.toNanos();
        }
    }

    Departures(Patience patience, Consumer<GuardedGateway> close) {
        this.patience = patience;
        this.close = close;
    }

    /** The gateways that have not left yet. */
    List<GuardedGateway> all() {
        return departing.stream().map(one -> one.gateway).toList();
    }

    void depart(GuardedGateway gateway) {
        Departing one = new Departing(gateway);
        departing.add(one);
        one.thread.start();
    }

    /** Says that a gateway of that name is in force. */
    void replaced(String name) {
        departing.stream()
                .filter(one -> one.gateway.gateway().name().equals(name))
                .forEach(one -> one.replaced = true);
    }

    /** Ends all waits. */
    @Override
    public void close() {
        List<Departing> last = List.copyOf(departing);
        last.forEach(one -> one.thread.interrupt());
        for (Departing one : last) {
            try {
                one.thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
