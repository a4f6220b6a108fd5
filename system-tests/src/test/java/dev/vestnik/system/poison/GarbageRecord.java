package dev.vestnik.system.poison;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.system.poison.Claim.SeenAt;
import dev.vestnik.system.poison.Garbage.Fate;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Garbage of one kind in one topic. Where nobody reads the topic it only lies there. */
record GarbageRecord(Garbage garbage, Topic topic, long seed) implements Poison {

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
        return Claim.at(
                Readers.holdsAttempts(topic) ? SeenAt.NEXT_START : SeenAt.ONCE,
                this,
                seen -> Readers.read(topic) && !Readers.passesOver(topic)
                        ? complaint(site, seen, origin)
                        : Optional.empty());
    }

    private Optional<String> complaint(Site site, Seen seen, SetAside.Origin origin) {
        boolean must = garbage.fate() == Fate.SET_ASIDE && !tombstone();
        if (Readers.byGroups().contains(topic.name()) && !seen.passed(origin)) {
            return Optional.of("whoever reads the topic has not gone on after it");
        }
        if (must && topic.name().equals(Topics.DEFINITIONS.name())) {
            return site.status().saysUnread(origin.offset());
        }
        Optional<SetAside.DeadLetter> letter = seen.setAside().of(origin);
        boolean history = Readers.holdsAttempts(topic) && letter.isEmpty() && seen.history(origin);
        return must && !history ? complaint(letter) : Optional.empty();
    }

    /** Internal topics may say by an empty value that something is over, and compacted ones do. */
    private boolean tombstone() {
        boolean may = topic.value() == null || topic.cleanup() == Topic.Cleanup.COMPACT;
        return may && (garbage == Garbage.NO_VALUE || garbage == Garbage.NOTHING_AT_ALL);
    }

    private static Optional<String> complaint(Optional<SetAside.DeadLetter> letter) {
        if (letter.isEmpty()) {
            return Optional.of("expected set aside with its cause, but it is nowhere");
        }
        return letter.filter(one -> !one.explained()).map(one -> "set aside without a cause: " + one);
    }
}
