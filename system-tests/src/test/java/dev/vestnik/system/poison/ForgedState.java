package dev.vestnik.system.poison;

import dev.vestnik.system.poison.Claim.SeenAt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Bytes that are no state, in a changelog of Kafka Streams, under a key of their own: a restored task has them in its store. */
record ForgedState(String topic, long seed) implements Poison {

    @Override
    public String name() {
        return "noise into " + topic;
    }

    /** Nothing but that everything starts again and works, which the normal traffic tells. */
    @Override
    public Claim inflict(Site site) throws ExecutionException, InterruptedException {
        Random random = new Random(seed);
        byte[] noise = new byte[100];
        random.nextBytes(noise);
        byte[] key = ("main/" + MARK + "state-" + random.nextInt(1_000_000)).getBytes(StandardCharsets.UTF_8);
        site.write(name(), new ProducerRecord<>(topic, key, noise));
        return Claim.at(SeenAt.NEXT_START, this, _ -> Optional.empty());
    }
}
