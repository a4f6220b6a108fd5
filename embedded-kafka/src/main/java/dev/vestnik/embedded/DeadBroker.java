package dev.vestnik.embedded;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.BrokerHeartbeatRequestData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/** A broker that is no more, but that the metadata may still name as the leader of its partitions. */
final class DeadBroker implements MetadataPublisher {

    private static final long PATIENCE_SECONDS = 30;
    private static final Executor SOON = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);

    private final MetadataLoader loader;
    private final Controller controller;
    private final CompletableFuture<Void> fenced = new CompletableFuture<>();
    private volatile boolean asked;

    DeadBroker(MetadataLoader loader, Controller controller) {
        this.loader = loader;
        this.controller = controller;
    }

    /**
     * Has the controller take its leaderships away.
     *
     * @return whether it had any chance to have some: false when it was fenced already
     */
    boolean fence() {
        try {
            loader.installPublishers(List.of(this)).get();
            fenced.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            loader.removeAndClosePublisher(this).get();
            return asked;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the last run's broker cannot be fenced", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public String name() {
        return "DeadBroker";
    }

    @Override
    public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
        var registration = image.cluster().broker(BrokerProperties.NODE);
        if (registration == null || registration.fenced()) {
            fenced.complete(null);
        } else {
            askToFence(registration);
        }
    }

    /** Asks in the dead broker's name. The answer is the next metadata update. */
    private void askToFence(BrokerRegistration registration) {
        asked = true;
        var context =
                new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        var request = new BrokerHeartbeatRequestData()
                .setBrokerId(registration.id())
                .setBrokerEpoch(registration.epoch())
                .setCurrentMetadataOffset(registration.epoch())
                .setWantFence(true);
        var _ = heartbeat(context, request).whenComplete((_, failure) -> {
            if (failure instanceof NotControllerException) {
                SOON.execute(() -> askToFence(registration)); // it is still being elected
            } else if (failure != null) {
                fenced.completeExceptionally(failure);
            }
        });
    }

    /** Sends a heartbeat. The controller says "not the controller" in either way: by the future, or at once. */
    private CompletableFuture<?> heartbeat(ControllerRequestContext context, BrokerHeartbeatRequestData request) {
        try {
            return controller.processBrokerHeartbeat(context, request);
        } catch (NotControllerException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
