package dev.vestnik.system.poison;

import dev.vestnik.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Everything there is, in the order of a seed. */
final class Poisons {
    private Poisons() {}

    static List<Poison> inRandomOrder(Site site, DayLength length, Random random, int round)
            throws ExecutionException, InterruptedException {
        List<Poison> all = new ArrayList<>(garbage(length, random));
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

    private static List<Poison> garbage(DayLength length, Random random) {
        List<Poison> garbage = new ArrayList<>();
        int first = random.nextInt(Garbage.values().length);
        for (Topic topic : PoisonDayTest.topics()) {
            List<Garbage> kinds = fitting(topic);
            Set<Garbage> chosen = EnumSet.noneOf(Garbage.class);
            for (int kind = 0; kind < Math.min(length.kindsATopic(), kinds.size()); kind++) {
                chosen.add(kinds.get((first++) % kinds.size()));
            }
            if (Readers.holdsAttempts(topic)) { // the only ones that a sender takes for its own
                chosen.add(Garbage.ATTEMPT_CUT_OFF);
                chosen.add(Garbage.ATTEMPT_OF_A_LATER_VERSION);
            }
            chosen.forEach(kind -> garbage.add(new GarbageRecord(kind, topic, random.nextLong())));
        }
        return garbage;
    }

    private static List<Garbage> fitting(Topic topic) {
        return Stream.of(Garbage.values()).filter(kind -> kind.fits(topic)).toList();
    }
}
