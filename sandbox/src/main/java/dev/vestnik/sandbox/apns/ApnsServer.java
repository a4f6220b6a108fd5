package dev.vestnik.sandbox.apns;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.device.BrokenWire;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.ledger.Provider;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** An HTTP/2 server over TLS, as Apple's clients expect it. Judges requests on virtual threads, off the event loop. */
public final class ApnsServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ApnsServer.class);
    private static final int STREAMS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SandboxApnsSettings settings;
    private final HostSettings host;
    private final Behaviours behaviours;
    private final ApnsService service;
    private final KeyManagerFactory keys;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile @Nullable Running running;

    private record Running(DisposableServer server, LoopResources loops, Scheduler workers) {}

    ApnsServer(
            SandboxApnsSettings settings,
            HostSettings host,
            Behaviours behaviours,
            ApnsService service,
            KeyManagerFactory keys) {
        this.settings = settings;
        this.host = host;
        this.behaviours = behaviours;
        this.service = service;
        this.keys = keys;
        behaviours.onChange(this::changed);
    }

    /** The port it listens on; only while it runs. */
    public int port() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the APNs port is not open");
        }
        return now.server().port();
    }

    @Override
    public void start() {
        LoopResources loops = LoopResources.create("apns", 1, 2, true);
        Scheduler workers = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "apns");
        DisposableServer server = HttpServer.create()
                .runOn(loops)
                .bindAddress(() -> new InetSocketAddress(host.address(), settings.port()))
                .protocol(HttpProtocol.H2)
                .secure(tls -> tls.sslContext(Http2SslContextSpec.forServer(keys)))
                .http2Settings(http2 -> http2.maxConcurrentStreams(STREAMS))
                .doOnChannelInit((observer, channel, remote) -> admit(channel))
                .handle((request, response) -> handle(request, response, workers))
                .bindNow(PATIENCE);
        running = new Running(server, loops, workers);
        log.info("event=listening protocol=apns port={}", server.port());
    }

    private void admit(Channel channel) {
        if (!(channel instanceof SocketChannel)) {
            return;
        }
        if (behaviours.failsConnection(Provider.APNS)) {
            BrokenWire.reset(channel);
        } else {
            connections.add(channel);
        }
    }

    private void changed(Provider provider) {
        if (provider == Provider.APNS) {
            connections.stream()
                    .filter(ignored -> behaviours.failsConnection(Provider.APNS))
                    .forEach(BrokenWire::reset);
        }
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response, Scheduler workers) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .publishOn(workers)
                .map(body -> judge(request, body))
                .flatMap(reply -> send(request, response, reply));
    }

    private Optional<ApnsReply> judge(HttpServerRequest request, byte[] body) {
        try {
            return Optional.ofNullable(service.answer(
                    ApnsRequest.of(request.method().name(), request.uri(), request.requestHeaders(), body)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Mono<Void> send(HttpServerRequest request, HttpServerResponse response, Optional<ApnsReply> reply) {
        if (reply.isEmpty()) {
            request.withConnection(connection -> BrokenWire.reset(connection.channel()));
            return Mono.empty();
        }
        response.status(reply.get().status()).header("apns-id", reply.get().id());
        byte[] body = reply.get().body();
        return body.length == 0
                ? response.send()
                : response.header("content-type", "application/json")
                        .sendByteArray(Mono.just(body))
                        .then();
    }

    @Override
    public void stop() {
        Running now = running;
        running = null;
        if (now != null) {
            now.server().disposeNow(PATIENCE);
            connections.close().awaitUninterruptibly(PATIENCE.toMillis());
            now.workers().dispose();
            now.loops().disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
