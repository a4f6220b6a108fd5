package dev.vestnik.system.poison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.system.installation.Standalone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is written, posted or saved: nothing but the garbage is set aside, and normal messages go out in time. */
class PoisonDayTest {
    private static final DayLength LENGTH = DayLength.chosen();

    @TempDir
    Path data;

    private final List<String> complaints = new ArrayList<>();
    private final Deque<String> latest = new ArrayDeque<>();

    @Test
    void nothingButTheGarbageIsSetAsideAndNormalMessagesGoOutInTime() throws Exception {
        long seed = Long.getLong("vestnik.poison.seed", System.nanoTime());
        say("a day of poison, " + LENGTH.name() + ": -Dvestnik.poison.seed=" + seed);
        Instant started = Instant.now();
        Standalone vestnik = new Standalone(data);
        up(vestnik);
        try (vestnik;
                Site site = new Site(vestnik);
                NormalTraffic normal = new NormalTraffic(site)) {
            complain(Readers.complaints(site.assignedTopics()));
            List<Claim> claims = day(vestnik, site, normal, new Random(seed));
            check(site, claims, started, Claim.SeenAt.ONCE);
            normal.flow(LENGTH.messagesASecond());
            int before = normal.posted();
            Patience.until(() -> normal.posted() >= before + 20);
            if (startsAgain(vestnik, Standalone::kill, site, claims, normal) && LENGTH.stops()) {
                startsAgain(vestnik, Standalone::close, site, claims, normal);
            }
            say(normal.posted() + " messages of normal traffic, " + normal.doubled() + " arrived twice");
        }
        assertThat(complaints).isEmpty();
    }

    private static void up(Standalone vestnik) throws Exception {
        Instant before = Instant.now();
        vestnik.up();
        say("ready after " + Duration.between(before, Instant.now()).toMillis() + " ms");
    }

    /** How it comes to its end. */
    private interface Ending {
        void end(Standalone vestnik) throws Exception;
    }

    /** Ends it in the midst of traffic and sees that it takes everything up again; if it does not start, that is a complaint like any other. */
    private boolean startsAgain(Standalone vestnik, Ending ending, Site site, List<Claim> claims, NormalTraffic normal)
            throws Exception {
        ending.end(vestnik);
        normal.rest();
        Instant started = Instant.now();
        if (!started(vestnik)) {
            return false;
        }
        complain(Readers.complaints(assigned(site)));
        normal.flow(LENGTH.messagesASecond());
        int before = normal.posted();
        Patience.until(() -> normal.posted() >= before + 40);
        allArrive(normal);
        check(site, claims, started, Claim.SeenAt.NEXT_START);
        normal.flow(LENGTH.messagesASecond());
        return true;
    }

    private boolean started(Standalone vestnik) throws Exception {
        try {
            up(vestnik);
            return true;
        } catch (ConditionTimeoutException | IllegalStateException e) {
            complain(List.of("does not start again: " + e.getMessage()));
            return false;
        }
    }

    /** Groups that were there before take some seconds to notice that their members are others. */
    private static Set<String> assigned(Site site) throws Exception {
        Set<String> assigned = new HashSet<>();
        Patience.until(() -> {
            assigned.addAll(site.assignedTopics());
            return Readers.complaints(assigned).isEmpty();
        });
        return assigned;
    }

    private void allArrive(NormalTraffic normal) throws Exception {
        normal.rest();
        Patience.until(() -> {
            normal.lookAgain();
            return normal.complete();
        });
        complain(normal.complaints());
    }

    private void complain(List<String> some) {
        some.forEach(complaint -> say("COMPLAINT " + complaint));
        complaints.addAll(some);
    }

    /** Inflicts everything beside normal traffic. */
    private List<Claim> day(Standalone vestnik, Site site, NormalTraffic normal, Random random) throws Exception {
        normal.prepare();
        HostileEvents.setTraps(site);
        normal.watch();
        normal.flow(LENGTH.messagesASecond());
        Patience.until(normal::flows);
        say("before any poison "
                + (normal.flows()
                        ? "messages take less than 300 ms"
                        : "messages take longer than 300 ms: a busy machine"));
        normal.measure();
        List<Claim> claims = new ArrayList<>();
        for (int round = 0; round < LENGTH.rounds(); round++) {
            for (Poison poison : Poisons.inRandomOrder(site, LENGTH, random, round)) {
                claims.add(inflict(vestnik, site, poison));
                Patience.pause(LENGTH.pause());
            }
        }
        normal.measured();
        allArrive(normal);
        Latencies latencies = normal.latencies();
        say(claims.size() + " pieces of poison; normal traffic: " + latencies);
        say(normal.byChannel());
        if (latencies.percentile(0.99) >= LENGTH.p99().toMillis()) {
            complain(List.of("normal traffic: p99 is not under " + LENGTH.p99() + ": " + latencies));
        }
        return claims;
    }

    /** When the whole process ends of it, it is started again: what comes after is to be seen, too. */
    private Claim inflict(Standalone vestnik, Site site, Poison poison) throws Exception {
        if (!vestnik.alive()) {
            List<String> printed = vestnik.printed().lines().toList();
            complain(List.of("everything ended before " + poison.name() + ", soon after one of " + latest + ": "
                    + printed.getLast()));
            started(vestnik);
        }
        latest.addLast(poison.name());
        if (latest.size() > 5) {
            latest.removeFirst();
        }
        try {
            return poison.inflict(site);
        } catch (ExecutionException e) {
            // The broker keeps out of compacted topics what has no key.
            return Claim.answered(
                    poison,
                    e.getCause() instanceof InvalidRecordException
                            ? Optional.empty()
                            : Optional.of("cannot be inflicted: " + e.getCause()));
        }
    }

    /**
     * Waits until every claim holds that is due; what does not hold after that is a complaint.
     *
     * @param started when the process was that counts
     */
    private void check(Site site, List<Claim> claims, Instant started, Claim.SeenAt now) throws Exception {
        List<Claim> due = claims.stream()
                .filter(claim -> claim.seenAt().compareTo(now) <= 0)
                .toList();
        Seen[] last = new Seen[1];
        List<String> wrong = new ArrayList<>();
        Patience.until(() -> {
            last[0] = Seen.now(site);
            wrong.clear();
            due.forEach(claim -> claim.complaint(last[0]).ifPresent(wrong::add));
            return wrong.isEmpty();
        });
        SetAside setAside = last[0].setAside();
        say(due.size() + " claims, " + wrong.size() + " do not hold; " + setAside.size() + " dead letters");
        complain(wrong);
        complain(setAside.innocent(site.inflicted()).stream()
                .map(letter -> "set aside without being poison: " + letter)
                .toList());
        complain(setAside.unexplained().stream()
                .map(letter -> "set aside without a cause: " + letter)
                .toList());
        List<String> booked = new ArrayList<>();
        Patience.until(
                () -> { // a letter may be counted and not be readable yet
                    booked.clear();
                    booked.addAll(
                            new Bookkeeping(site).complaints(Seen.now(site).setAside(), started));
                    return booked.isEmpty();
                });
        complain(booked);
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /** Every topic of the catalogue, so that a new one is included by itself; dead letters are read by nobody. */
    static List<Topic> topics() {
        return Topics.all().stream()
                .filter(topic -> !topic.name().endsWith(".dead-letters"))
                .toList();
    }
}
