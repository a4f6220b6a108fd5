package dev.vestnik.push.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks hosts up on threads of its own. The operating system blocks a look-up for as long as a name server that anybody may run is silent,
 * and a virtual thread would hold its carrier for that time: two such hosts would stop a machine with two cores.
 */
final class HostLookups implements EndpointPolicy.Resolver, AutoCloseable {
    /** The longest wait for a host's addresses: a name server that is well answers in a tenth of it. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The most hosts looked up at once: a few vendors for all browsers, and room for strangers whose name servers are silent. */
    static final int MOST = 16;

    private static final long IDLE_SECONDS = 30;

    private final EndpointPolicy.Resolver resolver;
    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("host-lookup-", 0).factory());

    /** @param resolver may block for longer than {@link #PATIENCE} */
    HostLookups(EndpointPolicy.Resolver resolver) {
        this.resolver = resolver;
    }

    /** The host's addresses; fails when there is none, when they take too long, and at once when {@link #MOST} others are looked up. */
    @Override
    public InetAddress[] addresses(String host) throws UnknownHostException, InterruptedException {
        try {
            return lookup(host).get();
        } catch (ExecutionException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e.getCause());
            throw unknown;
        }
    }

    /** Joins the look-up of the same host that is running: however many messages wait for it, it takes one thread. */
    private CompletableFuture<InetAddress[]> lookup(String host) {
        CompletableFuture<InetAddress[]> fresh = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> other = running.putIfAbsent(host, fresh);
        if (other != null) {
            return other;
        }
        try {
            threads.execute(() -> look(host, fresh));
            return fresh.orTimeout(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException allTaken) {
            running.remove(host);
            fresh.completeExceptionally(allTaken);
            return fresh;
        }
    }

    private void look(String host, CompletableFuture<InetAddress[]> lookup) {
        try {
            lookup.complete(resolver.addresses(host));
        } catch (UnknownHostException | InterruptedException | RuntimeException e) {
            lookup.completeExceptionally(e);
        } finally {
            running.remove(host);
        }
    }

    /** Leaves look-ups that do not end to themselves. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
