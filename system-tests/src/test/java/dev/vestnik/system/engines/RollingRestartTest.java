package dev.vestnik.system.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.system.senders.Child;
import dev.vestnik.system.senders.SmsShop;
import dev.vestnik.system.senders.Via;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two engines, each with a copy of the other's states, and two sms-senders are stopped and started one after the other while events come:
 * how long these take until a gateway has answered for their messages, and that each has one. Docs/operations.md, "Upgrade and rollback",
 * says how it is run; with {@code vestnik.previous} the engines are another build's first.
 */
@EnabledIfSystemProperty(named = "vestnik.rolling", matches = "\\d+")
class RollingRestartTest {
    private static final int WAITS = Integer.getInteger("vestnik.rolling", 0);
    private static final int COPIES = Integer.getInteger("vestnik.rolling.copies", 1);
    private static final int MILLIS_BETWEEN_EVENTS = 20;
    private static final int CALM = Integer.getInteger("vestnik.rolling.calm", 1_500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long WANTED_P99 = 2_000;
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final Build now = Build.current();
    private final String previous = System.getProperty("vestnik.previous", "");
    private final Build before = previous.isEmpty() ? now : Build.in(Path.of(previous));

    @TempDir
    Path directory;

    @Test
    void eventsHardlyWaitWhileServicesAreReplaced() throws Exception {
        try (SmsShop shop = new SmsShop(directory, Via.SMPP);
                Engine a = engine(shop.kafka(), "a");
                Engine b = engine(shop.kafka(), "b");
                Child one = shop.sender("one");
                Child two = shop.sender("two");
                Waits waits = new Waits(shop.kafka(), WAITS);
                Probes probes = new Probes(shop.kafka(), MILLIS_BETWEEN_EVENTS)) {
            begin(a, b, waits);
            replaced(one, "one", shop);
            replaced(two, "two", shop);
            probes.start();
            calm(probes);
            probes.phase(BEFORE);
            calm(probes);
            probes.phase("engine a");
            a.replaceBy(now);
            probes.phase("engine b");
            b.replaceBy(now);
            await("customers at both").atMost(PATIENCE).until(() -> a.pending() > 0 && b.pending() > 0);
            probes.phase("sender one");
            replaced(one, "one", shop);
            probes.phase("sender two");
            replaced(two, "two", shop);
            probes.phase(AFTER);
            calm(probes);
            probes.stop();
            await("an answer for each").atMost(PATIENCE).until(() -> probes.answered() == probes.sent());
            everyEventOnce(a, b, shop, probes);
            judge(probes);
        }
    }

    private Engine engine(KafkaSettings kafka, String name) throws IOException {
        return new Engine(
                kafka, Files.createDirectory(directory.resolve(name)), "--vestnik.engine.standby-replicas=" + COPIES);
    }

    private void begin(Engine a, Engine b, Waits waits) throws IOException, InterruptedException {
        a.replaceBy(before);
        b.replaceBy(before);
        UpgradeTest.publish(a);
        UpgradeTest.publish(a, "shipped", Probes.JOURNEY);
        waits.begin(Instant.now().plus(Duration.ofHours(1)));
        await("every wait").atMost(PATIENCE).until(() -> a.pending() + b.pending() == WAITS);
    }

    private static void replaced(Child sender, String instance, SmsShop shop) throws IOException, InterruptedException {
        sender.close();
        sender.start(List.of(), shop.arguments(sender, instance));
        sender.awaitReady();
    }

    private static void calm(Probes probes) {
        int enough = probes.sent() + CALM;
        await("events").atMost(PATIENCE).until(() -> probes.sent() >= enough);
    }

    private static void everyEventOnce(Engine a, Engine b, SmsShop shop, Probes probes) throws Exception {
        assertThat(new Ledger(shop.kafka()).messages()).hasSize(probes.sent());
        assertThat(shop.received()).hasSize(probes.sent());
        assertThat(shop.received().values()).containsOnly(1);
        await("every wait, and no event's run").atMost(PATIENCE).until(() -> a.pending() + b.pending() == WAITS);
    }

    private static void judge(Probes probes) {
        Map<String, List<Long>> phases = probes.byPhase();
        phases.forEach(RollingRestartTest::say);
        List<Long> meanwhile = phases.entrySet().stream()
                .filter(phase -> !Set.of(Probes.WARM_UP, BEFORE, AFTER).contains(phase.getKey()))
                .flatMap(phase -> phase.getValue().stream())
                .sorted()
                .toList();
        say("while services are replaced, copies " + COPIES, meanwhile);
        assertThat(p99(meanwhile)).isLessThan(WANTED_P99);
    }

    private static void say(String when, List<Long> took) {
        System.out.printf(
                "%s: %d events, p50 %d ms, p99 %d ms, longest %d ms, %d above 2 s%n",
                when,
                took.size(),
                took.get(took.size() / 2),
                p99(took),
                took.getLast(),
                took.stream().filter(ms -> ms > WANTED_P99).count());
    }

    private static long p99(List<Long> took) {
        return took.get(took.size() * 99 / 100);
    }
}
