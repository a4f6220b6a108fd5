package dev.vestnik.system.poison;

import dev.vestnik.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Everything there is, in the order of a seed. */
final class Poisons {
    private Poisons() {}

    static List<Poison> inRandomOrder(Site site, DayLength length, Random random, int round)
            throws ExecutionException, InterruptedException {
        List<Poison> all = new ArrayList<>(garbage(site, length, random));
        all.addAll(HostileDocuments.all());
        all.addAll(HostileEvents.all());
        if (round == 0) { // written with the revision they are based on: they work once
            all.addAll(ForgedDefinitions.all());
            for (String changelog : site.changelogs()) {
                all.add(new ForgedState(changelog, random.nextLong()));
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static List<Poison> garbage(Site site, DayLength length, Random random)
            throws ExecutionException, InterruptedException {
        Set<String> read = site.readTopics();
        List<Poison> garbage = new ArrayList<>();
        int first = random.nextInt(Garbage.values().length);
        for (Topic topic : PoisonDayTest.topics()) {
            List<Garbage> kinds = fitting(topic);
            for (int kind = 0; kind < Math.min(length.kindsATopic(), kinds.size()); kind++) {
                Garbage chosen = kinds.get((first++) % kinds.size());
                garbage.add(new GarbageRecord(chosen, topic, read.contains(topic.name()), random.nextLong()));
            }
        }
        return garbage;
    }

    private static List<Garbage> fitting(Topic topic) {
        return List.of(Garbage.values()).stream()
                .filter(kind -> topic.value() != null || !kind.avro())
                .toList();
    }
}
