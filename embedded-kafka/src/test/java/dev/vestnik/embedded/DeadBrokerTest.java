package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.image.loader.LogDeltaManifest;
import org.apache.kafka.raft.LeaderAndEpoch;
import org.junit.jupiter.api.Test;

class DeadBrokerTest {

    /** Kafka's controller refuses a heartbeat by throwing, too; in the publisher that would end the process. */
    @Test
    void asksAgainWhenTheControllerIsNotElectedYet() {
        AtomicInteger asked = new AtomicInteger();
        Controller electing = (Controller) Proxy.newProxyInstance(
                Controller.class.getClassLoader(),
                new Class<?>[] {Controller.class},
                (_, _, _) -> switch (asked.incrementAndGet()) {
                    case 1 -> throw new NotControllerException("at once");
                    case 2 -> CompletableFuture.failedFuture(new NotControllerException("by the future"));
                    default -> new CompletableFuture<>();
                });
        MetadataDelta delta =
                new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        delta.replay(new RegisterBrokerRecord()
                .setBrokerId(BrokerProperties.NODE)
                .setBrokerEpoch(5)
                .setFenced(false));
        MetadataImage image = delta.apply(MetadataProvenance.EMPTY);
        assertThatNoException()
                .isThrownBy(() -> new DeadBroker(null, electing)
                        .onMetadataUpdate(
                                delta,
                                image,
                                new LogDeltaManifest.Builder()
                                        .provenance(MetadataProvenance.EMPTY)
                                        .leaderAndEpoch(LeaderAndEpoch.UNKNOWN)
                                        .numBatches(1)
                                        .elapsedNs(1)
                                        .numBytes(1)
                                        .build()));
        await().until(() -> asked.get() == 3);
    }
}
