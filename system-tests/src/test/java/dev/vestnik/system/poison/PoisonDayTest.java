package dev.vestnik.system.poison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.system.Standalone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is written, posted or saved: nothing but the garbage is set aside, and normal messages go out in time. */
class PoisonDayTest {
    private static final DayLength LENGTH = DayLength.chosen();
    private static final long P99_MILLIS = 1_000;

    @TempDir
    Path data;

    private final List<String> complaints = new ArrayList<>();
    private final Deque<String> latest = new ArrayDeque<>();

    @Test
    void nothingButTheGarbageIsSetAsideAndNormalMessagesGoOutInTime() throws Exception {
        long seed = Long.getLong("vestnik.poison.seed", System.nanoTime());
        say("a day of poison, " + LENGTH.name() + ": -Dvestnik.poison.seed=" + seed);
        Standalone vestnik = new Standalone(data);
        up(vestnik);
        try (vestnik;
                Site site = new Site(vestnik)) {
            List<Claim> claims = day(vestnik, site, new Random(seed));
            complain(new Bookkeeping(site).complaints(check(site, claims, Claim.SeenAt.ONCE)));

            vestnik.kill();
            if (startsAgain(vestnik, site, 1)) {
                vestnik.close();
                if (startsAgain(vestnik, site, 2)) {
                    check(site, claims, Claim.SeenAt.NEXT_START);
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static void up(Standalone vestnik) throws Exception {
        Instant before = Instant.now();
        vestnik.up();
        say("ready after " + Duration.between(before, Instant.now()).toMillis() + " ms");
    }

    /** Whether it did; if not, that is a complaint like any other. {@code time}: 0 in the middle of the day. */
    private boolean startsAgain(Standalone vestnik, Site site, int time) throws Exception {
        try {
            up(vestnik);
        } catch (ConditionTimeoutException | IllegalStateException e) {
            complain(List.of("does not start again, start " + time + ": " + e.getMessage()));
            return false;
        }
        if (time > 0) {
            complain(worksAgain(site, time));
        }
        return true;
    }

    private void complain(List<String> some) {
        some.forEach(complaint -> say("COMPLAINT " + complaint));
        complaints.addAll(some);
    }

    /** Inflicts everything beside normal traffic. */
    private List<Claim> day(Standalone vestnik, Site site, Random random) throws Exception {
        List<Claim> claims = new ArrayList<>();
        try (NormalTraffic normal = new NormalTraffic(site)) {
            normal.prepare();
            HostileEvents.setTraps(site);
            normal.flow(LENGTH.messagesASecond());
            Patience.pause(LENGTH.warmUp());
            normal.measure();
            for (int round = 0; round < LENGTH.rounds(); round++) {
                for (Poison poison : Poisons.inRandomOrder(site, LENGTH, random, round)) {
                    claims.add(inflict(vestnik, site, poison));
                    Patience.pause(LENGTH.pause());
                }
            }
            normal.pause();
            Patience.until(Duration.ofSeconds(15), () -> {
                normal.lookAgain();
                return normal.complete();
            });
            NormalTraffic.Latencies latencies = normal.latencies();
            say(claims.size() + " pieces of poison; normal traffic: " + latencies);
            complain(normal.complaints());
            if (latencies.percentile(0.99) >= P99_MILLIS) {
                complain(List.of("normal traffic: p99 is not under 1 s: " + latencies));
            }
        }
        return claims;
    }

    /** When the whole process ends of it, it is started again: what comes after is to be seen, too. */
    private Claim inflict(Standalone vestnik, Site site, Poison poison) throws Exception {
        if (!vestnik.alive()) {
            List<String> printed = vestnik.printed().lines().toList();
            complain(List.of("everything ended before " + poison.name() + ", soon after one of " + latest + ": "
                    + printed.getLast()));
            startsAgain(vestnik, site, 0);
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

    /** Waits until every claim holds; what does not hold after that is a complaint. */
    private SetAside check(Site site, List<Claim> claims, Claim.SeenAt seenAt) {
        List<Claim> due =
                claims.stream().filter(claim -> claim.seenAt() == seenAt).toList();
        SetAside[] last = new SetAside[1];
        List<String> wrong = new ArrayList<>();
        Patience.until(Duration.ofSeconds(10), () -> {
            last[0] = SetAside.read(site.bootstrapServers());
            wrong.clear();
            due.forEach(claim -> claim.complaint(last[0]).ifPresent(wrong::add));
            return wrong.isEmpty();
        });
        say(due.size() + " claims, " + wrong.size() + " do not hold; " + last[0].size() + " dead letters");
        complain(wrong);
        complain(last[0].innocent(site.inflicted()).stream()
                .map(letter -> "set aside without being poison: " + letter)
                .toList());
        complain(last[0].unexplained().stream()
                .map(letter -> "set aside without a cause: " + letter)
                .toList());
        return last[0];
    }

    private static List<String> worksAgain(Site site, int time) throws Exception {
        try (NormalTraffic normal = new NormalTraffic(site, 1_000_000 * time)) {
            normal.flow(LENGTH.messagesASecond());
            Patience.until(Duration.ofSeconds(15), () -> normal.posted() >= 40);
            normal.pause();
            Patience.until(Duration.ofSeconds(15), () -> {
                normal.lookAgain();
                return normal.complete();
            });
            say("started again: " + normal.latencies());
            return normal.complaints().stream()
                    .map(complaint -> "after start " + time + ": " + complaint)
                    .toList();
        }
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
