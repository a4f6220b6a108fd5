package dev.vestnik.system.senders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.system.senders.Texts.Reported;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * An sms-sender dies at the points of a message's way, one after the other, while texts go out; then one of two is stopped until its group
 * has given it up. By SMPP, or with {@code -Dvestnik.senders.via=INFOBIP} by a provider that takes a key. Too long for every build even with
 * few texts, since seven processes start; there {@code LaneCrashTest} of the sender runtime does the same in one process.
 */
@EnabledIfSystemProperty(named = "vestnik.senders.texts", matches = "\\d+")
class KilledSendersTest {
    private static final int TEXTS = Integer.getInteger("vestnik.senders.texts", 0);
    private static final int KILLS = Integer.getInteger("vestnik.senders.kills", 3);
    private static final Via VIA = Via.valueOf(System.getProperty("vestnik.senders.via", "SMPP"));
    private static final long SEED = Long.getLong("vestnik.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int PARTITIONS = SmsShop.PARTITIONS;
    private static final int LANES = 3;
    private static final int USUAL_DELAY = 20;

    /** So slow that no answer comes between a look at what is open and the signal. */
    private static final int SLOW = 5_000;

    private static final JsonMapper JSON = new JsonMapper();

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    @Test
    void everyTextHasAReceiptAndOnlyDoubtfulOnesGoOutTwice() throws Exception {
        System.out.println("seed " + SEED);
        try (SmsShop shop = new SmsShop(directory, VIA)) {
            delay(shop.sandbox(), USUAL_DELAY);
            run(shop);
        }
    }

    private void run(SmsShop shop) throws Exception {
        Texts texts = new Texts(shop.kafka());
        try (Child one = shop.sender("one");
                Child two = shop.sender("two")) {
            int perKill = TEXTS / (KILLS + 2);
            int written = KILLS * perKill;
            for (int kill = 0; kill < KILLS; kill++) {
                texts.write(kill * perKill, (kill + 1) * perKill);
                killed(one, point(kill), shop);
            }
            one.start(List.of(), shop.arguments(one, "one"));
            two.start(List.of(), shop.arguments(two, "two"));
            one.awaitReady();
            two.awaitReady();
            stopped(one, two, shop.sandbox(), () -> texts.write(written, TEXTS));
            await("a receipt of every text")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> texts.reported().size() == TEXTS);
        }
        check(texts.reported(), shop.received());
    }

    /** Each point has its turn; of few kills the first are those that leave the most to find out. */
    private static HaltPoint point(int kill) {
        HaltPoint[] points = HaltPoint.values();
        return points[(2 * kill + 1) % points.length];
    }

    /** Starts a sender, which dies at the point after some messages. */
    private void killed(Child sender, HaltPoint at, SmsShop shop) throws Exception {
        int nth = 1 + random.nextInt(Math.clamp(TEXTS / (KILLS + 2) / 2, 1, 40));
        List<String> jvm = at == HaltPoint.AFTER_WIRE
                ? List.of()
                : List.of("-Dvestnik.halt.at=" + at, "-Dvestnik.halt.nth=" + nth);
        long before = shop.taken();
        sender.start(jvm, shop.arguments(sender, "one"));
        if (at == HaltPoint.AFTER_WIRE) {
            await("texts at the provider")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> shop.taken() >= before + nth);
            sender.kill();
        } else {
            assertThat(sender.endsWithin(PATIENCE)).as("it passes " + at).isTrue();
        }
        System.out.printf("killed %s, %d texts taken%n", at, shop.taken());
    }

    /** Stops a sender with attempts open, until the other one has all partitions. */
    private static void stopped(Child sender, Child other, Child sandbox, Runnable write) throws Exception {
        delay(sandbox, SLOW);
        write.run();
        await("texts on their way")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ofLanes(sender, "inFlight") > 0);
        sender.signal("STOP");
        delay(sandbox, USUAL_DELAY);
        await("the group to give it up")
                .atMost(PATIENCE)
                .until(() -> ofLanes(other, "partitions") == LANES * PARTITIONS);
        sender.signal("CONT");
    }

    /** A number that each lane of a sender tells of itself, in all. */
    private static int ofLanes(Child sender, String field) throws IOException, InterruptedException {
        return JSON.readTree(sender.call("GET", "/api/lanes", ""))
                .path("lanes")
                .valueStream()
                .mapToInt(lane -> lane.path(field).asInt())
                .sum();
    }

    private static void delay(Child sandbox, int millis) throws IOException, InterruptedException {
        sandbox.call("POST", "/behaviour", "{\"channel\": \"sms\", \"delay\": " + millis + "}");
    }

    private static void check(Map<Integer, Reported> reported, Map<String, Integer> received) {
        List<String> faults = new ArrayList<>();
        int twice = 0;
        for (int number = 0; number < TEXTS; number++) {
            Reported known = reported.get(number);
            int times = received.getOrDefault(Texts.text(number), 0);
            twice += times > 1 ? 1 : 0;
            if (times == 0 && !(Texts.isMarketing(number) && known.inDoubt())) {
                faults.add(number + " is lost, its receipts: " + known);
            }
            if (times > 1 && (Texts.isMarketing(number) || !known.possibleDuplicate())) {
                faults.add(number + " went out " + times + " times, its receipts: " + known);
            }
            if (VIA == Via.INFOBIP && (times != 1 || known.inDoubt() || known.possibleDuplicate())) {
                faults.add(number + " went out " + times + " times with a key, its receipts: " + known);
            }
        }
        long marked =
                reported.values().stream().filter(Reported::possibleDuplicate).count();
        long inDoubt = reported.values().stream().filter(Reported::inDoubt).count();
        System.out.printf(
                "%d texts, %d twice, %d marked as possible duplicates, %d in doubt%n", TEXTS, twice, marked, inDoubt);
        assertThat(faults).as("seed " + SEED).isEmpty();
        assertThat(marked + inDoubt > 0)
                .as("what was open at the stopped sender is in doubt without a key")
                .isEqualTo(VIA == Via.SMPP);
    }
}
