package dev.vestnik.system.poison;

import dev.vestnik.system.poison.Claim.SeenAt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Bytes that are no state, in a changelog of Kafka Streams, under a key of their own: a restored task has them in its store. */
record ForgedState(String topic, long seed) implements Poison {

    @Override
    public String name() {
        return "noise into " + topic;
    }

    /** The SMS sender counts what it does not restore; of the engine nothing is claimed but that it works, which the normal traffic tells. */
    @Override
    public Claim inflict(Site site) throws ExecutionException, InterruptedException {
        Random random = new Random(seed);
        byte[] noise = new byte[100];
        random.nextBytes(noise);
        byte[] key = ("main/" + MARK + "state-" + random.nextInt(1_000_000)).getBytes(StandardCharsets.UTF_8);
        site.write(name(), new ProducerRecord<>(topic, key, noise));
        AtomicBoolean counted =
                new AtomicBoolean(!topic.contains("sms-receipts")); // a start that restores nothing counts nothing
        return Claim.at(SeenAt.NEXT_START, this, _ -> complaint(site, counted));
    }

    private static Optional<String> complaint(Site site, AtomicBoolean counted) {
        if (counted.get() || site.says("SMS", "/actuator/prometheus", "vestnik_state_records_skipped_total{")) {
            counted.set(true);
            return Optional.empty();
        }
        return Optional.of("restored, or not counted among vestnik_state_records_skipped_total");
    }
}
