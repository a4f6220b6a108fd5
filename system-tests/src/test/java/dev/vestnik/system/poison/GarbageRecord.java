package dev.vestnik.system.poison;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.system.poison.Claim.SeenAt;
import dev.vestnik.system.poison.Garbage.Fate;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Garbage of one kind in one topic. {@code read}: somebody reads the topic; else garbage only lies there. */
record GarbageRecord(Garbage garbage, Topic topic, boolean read, long seed) implements Poison {

    @Override
    public String name() {
        return garbage + " into " + topic.name();
    }

    @Override
    public Claim inflict(Site site) throws ExecutionException, InterruptedException {
        Sample sample = new Sample(topic, site, seed);
        SetAside.Origin origin = site.write(
                name(),
                new ProducerRecord<>(
                        topic.name(), null, garbage.key(sample), garbage.value(sample), garbage.headers()));
        boolean must = read && garbage.fate() == Fate.SET_ASIDE && !tombstone();
        return Claim.at(
                topic.name().startsWith("attempts.") ? SeenAt.NEXT_START : SeenAt.ONCE,
                this,
                setAside -> must ? complaint(setAside.of(origin)) : Optional.empty());
    }

    /** Internal topics may say by an empty value that something is over. */
    private boolean tombstone() {
        return topic.value() == null && (garbage == Garbage.NO_VALUE || garbage == Garbage.NOTHING_AT_ALL);
    }

    private static Optional<String> complaint(Optional<SetAside.Letter> letter) {
        if (letter.isEmpty()) {
            return Optional.of("expected set aside with its cause, but it is nowhere");
        }
        return letter.filter(one -> !one.explained()).map(one -> "set aside without a cause: " + one);
    }
}
