package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedGatewayTest {
    private static final SenderSettings SETTINGS =
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null);

    @Test
    void bulkLeavesAFifthOfTheWindow() {
        GuardedGateway gateway = guarded(10, 0);
        assertThat(take(gateway, MessageClass.marketing)).hasSize(8);
        assertThat(take(gateway, MessageClass.service)).hasSize(2);
    }

    @Test
    void serviceMayTakeTheWholeWindowWhereThereAreNoCodes() {
        assertThat(take(guarded(10, 0), MessageClass.service)).hasSize(10);
    }

    @Test
    void serviceAndBulkLeaveCodesATenthOfTheWindowOnceThereAreSome() {
        GuardedGateway gateway = guarded(10, 0);
        gateway.tryAcquire(MessageClass.codes, 1).orElseThrow().giveBack();
        assertThat(take(gateway, MessageClass.marketing)).hasSize(8);
        assertThat(take(gateway, MessageClass.service)).hasSize(1);
        assertThat(take(gateway, MessageClass.codes)).hasSize(1);
    }

    @Test
    void leavesBulkNothingOfThePartOfCodes() {
        GuardedGateway gateway = guarded(10, 0);
        gateway.tryAcquire(MessageClass.codes, 1).orElseThrow().giveBack();
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.tryAcquire(MessageClass.service, 1)).isPresent();
        }
        assertThat(take(gateway, MessageClass.marketing)).hasSize(4);
    }

    @Test
    void codesMayTakeTheWholeWindow() {
        assertThat(take(guarded(10, 0), MessageClass.codes)).hasSize(10);
    }

    /** The first code after a long while finds the window full of service messages. */
    @Test
    void serviceYieldsWhileCodesWait() {
        GuardedGateway gateway = guarded(10, 0);
        List<Permit> service = take(gateway, MessageClass.service);
        long before = System.nanoTime();
        assertThat(gateway.tryAcquire(MessageClass.codes, 1)).isEmpty();
        service.forEach(Permit::giveBack);
        assertThat(untilRoom(gateway, MessageClass.service) - before)
                .isGreaterThan(Duration.ofMillis(50).toNanos());
    }

    /** The moment at which a message of that class finds room, which it does not wait a moment longer for. */
    private static long untilRoom(GuardedGateway gateway, MessageClass messageClass) {
        Optional<Permit> permit = Optional.empty();
        while (permit.isEmpty()) {
            permit = gateway.tryAcquire(messageClass, 1);
        }
        return System.nanoTime();
    }

    @Test
    void serviceThatTakesAllItCanLeavesCodesTheirPartOfTheRate() {
        GuardedGateway gateway = guarded(100_000, 100);
        assertThat(gateway.tryAcquire(MessageClass.codes, 1)).isPresent();
        for (int code = 0; code < 3; code++) {
            long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
            while (System.nanoTime() - end < 0) {
                take(gateway, MessageClass.service);
            }
            assertThat(gateway.tryAcquire(MessageClass.codes, 1)).isPresent();
        }
    }

    @Test
    void bulkYieldsWhileServiceWaits() {
        GuardedGateway gateway = guarded(10, 0);
        long before = System.nanoTime();
        take(gateway, MessageClass.service).forEach(Permit::giveBack);
        assertThat(untilRoom(gateway, MessageClass.marketing) - before)
                .isGreaterThan(Duration.ofMillis(50).toNanos());
    }

    @Test
    void sendsNoFasterThanItsRate() {
        GuardedGateway gateway = guarded(100_000, 100);
        long start = System.nanoTime();
        int taken = 0;
        while (taken < 50) {
            taken += take(gateway, MessageClass.service).size();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(taken / Math.max(seconds, 0.4)).isLessThan(130);
        assertThat(seconds).isGreaterThan(0.4);
    }

    /** As after a short cut: what comes again is told as known, and the gateway serves all others. */
    @Test
    void keepsItsCircuitClosedWhenItIsTriedAgainWithKeys() {
        GuardedGateway gateway = guarded(new RecordingGateway("one", 100, 0)
                .answers(_ -> new Outcome.Unknown("duplicate"))
                .takesKeys(Duration.ofHours(1)));
        for (int i = 0; i < 20; i++) {
            gateway.send(
                    Dispatches.any(),
                    gateway.tryAcquire(MessageClass.service, 1).orElseThrow(),
                    () -> true);
        }
        assertThat(gateway.circuitState()).isEqualTo(CircuitState.CLOSED);
        assertThat(gateway.trouble()).isNull();
    }

    @Test
    void givesNoPermitWhileItsCircuitIsOpen() {
        RecordingGateway broken = new RecordingGateway("one", 100, 0).answers(_ -> new Outcome.Unknown("reset"));
        GuardedGateway gateway = guarded(broken);
        for (int i = 0; i < 10; i++) {
            gateway.send(
                    Dispatches.any(),
                    gateway.tryAcquire(MessageClass.service, 1).orElseThrow(),
                    () -> true);
        }
        assertThat(gateway.circuitState()).isEqualTo(CircuitState.OPEN);
        assertThat(gateway.tryAcquire(MessageClass.service, 1)).isEmpty();
    }

    @Test
    void sendsNothingOnceTheTimeIsOver() {
        RecordingGateway recording = new RecordingGateway("one", 1, 0);
        GuardedGateway gateway = guarded(recording);
        Permit permit = gateway.tryAcquire(MessageClass.service, 1).orElseThrow();
        assertThat(gateway.send(Dispatches.any(), permit, () -> false)).isEqualTo(Outcome.busy("too-late"));
        assertThat(recording.received()).isEmpty();
        assertThat(gateway.tryAcquire(MessageClass.service, 1)).isPresent();
    }

    @Test
    void doesNotBlameTheGatewayForAMessageThatWasTooLate() {
        RecordingGateway slow = new RecordingGateway("one", 100, 0).asksOnceConnected();
        GuardedGateway gateway = guarded(slow);
        for (int i = 0; i < 30; i++) {
            AtomicInteger asked = new AtomicInteger();
            Permit permit = gateway.tryAcquire(MessageClass.service, 1).orElseThrow();
            assertThat(gateway.send(Dispatches.any(), permit, () -> asked.incrementAndGet() == 1))
                    .as("no miss of this gateway")
                    .isEqualTo(Outcome.busy("too-late"));
        }
        assertThat(slow.received()).isEmpty();
        assertThat(gateway.circuitState()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void countsAGatewayThatIsNotReachedInTimeAsFailed() {
        GuardedGateway gateway =
                guarded(new RecordingGateway("one", 100, 0).answers(_ -> new Outcome.NotSent("connect timed out")));
        for (int i = 0; i < 10; i++) {
            AtomicInteger asked = new AtomicInteger();
            Permit permit = gateway.tryAcquire(MessageClass.service, 1).orElseThrow();
            gateway.send(Dispatches.any(), permit, () -> asked.incrementAndGet() == 1);
        }
        assertThat(gateway.circuitState()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void endsACallThatHangsAndGivesItsRoomBack() {
        RecordingGateway silent = new RecordingGateway("one", 1, 0).answers(_ -> {
            new CountDownLatch(1).await();
            return Outcome.accepted("never");
        });
        GuardedGateway gateway = new GuardedGateway(
                silent, SETTINGS, new SenderMetrics(new SimpleMeterRegistry()), Duration.ofMillis(100));
        Permit permit = gateway.tryAcquire(MessageClass.service, 1).orElseThrow();
        assertThat(gateway.send(Dispatches.any(), permit, () -> true)).isInstanceOf(Outcome.Unknown.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(gateway.tryAcquire(MessageClass.service, 1)).isPresent();
    }

    @Test
    void givesTheRoomOfACallBackThatAnErrorEnds() {
        GuardedGateway gateway =
                guarded(new RecordingGateway("one", 1, 0).answers(_ -> new Outcome.NotSent("refused")));
        Permit permit = gateway.tryAcquire(MessageClass.service, 1).orElseThrow();
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> gateway.send(Dispatches.any(), permit, () -> {
                    if (asked.incrementAndGet() > 1) {
                        throw new OutOfMemoryError("for this test");
                    }
                    return true;
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(gateway.tryAcquire(MessageClass.service, 1)).isPresent();
    }

    @Test
    void opensTheCircuitOfAGatewayThatRefusesEverybody() {
        GuardedGateway gateway = guarded(new RecordingGateway("one", 100, 0).answers(_ -> Outcome.busy("smpp-0x0E")));
        await().until(() -> {
            gateway.tryAcquire(MessageClass.service, 1)
                    .ifPresent(permit -> gateway.send(Dispatches.any(), permit, () -> true));
            return gateway.circuitState() == CircuitState.OPEN;
        });
        assertThat(gateway.trouble().code()).isEqualTo("smpp-0x0E");
        assertThat(gateway.window()).isLessThan(100);
    }

    @Test
    void keepsTheCircuitOfARecipientWhoIsBusyClosed() {
        GuardedGateway gateway =
                guarded(new RecordingGateway("one", 10, 0).answers(_ -> Outcome.addressBusy("smpp-0x14")));
        for (int i = 0; i < 50; i++) {
            gateway.send(
                    Dispatches.any(),
                    gateway.tryAcquire(MessageClass.service, 1).orElseThrow(),
                    () -> true);
        }
        assertThat(gateway.circuitState()).isEqualTo(CircuitState.CLOSED);
        assertThat(gateway.window()).isEqualTo(10);
        assertThat(gateway.trouble()).isNull();
    }

    /** A domain that throttles and a dead server: what this sender holds back itself must not hide that nobody answers. */
    @Test
    void learnsNothingFromAMessageThatTheSenderHoldsBack() {
        AtomicInteger calls = new AtomicInteger();
        GuardedGateway gateway = guarded(new RecordingGateway("one", 100, 0)
                .answers(_ -> calls.getAndIncrement() % 3 == 0
                        ? new Outcome.Unknown("reset")
                        : Outcome.held("domain-held", Duration.ofMinutes(1))));
        for (int i = 0; i < 30 && gateway.circuitState() == CircuitState.CLOSED; i++) {
            gateway.send(
                    Dispatches.any(),
                    gateway.tryAcquire(MessageClass.service, 1).orElseThrow(),
                    () -> true);
        }
        assertThat(gateway.circuitState()).isEqualTo(CircuitState.OPEN);
        assertThat(gateway.trouble().code()).isEqualTo("reset");
        assertThat(calls).hasValue(28);
    }

    @Test
    void chargesNoRateForAMessageThatTheSenderHoldsBack() {
        GuardedGateway gateway = guarded(
                new RecordingGateway("one", 1, 1).answers(_ -> Outcome.held("domain-held", Duration.ofMinutes(1))));
        for (int i = 0; i < 10; i++) {
            Permit permit = gateway.tryAcquire(MessageClass.service, 1).orElseThrow();
            assertThat(gateway.send(Dispatches.any(), permit, () -> true)).isInstanceOf(Outcome.Busy.class);
        }
    }

    @Test
    void learnsNothingAboutAGatewayFromARecipientWhoIsBusy() {
        AtomicInteger sent = new AtomicInteger();
        GuardedGateway gateway = guarded(new RecordingGateway("one", 10, 0)
                .answers(_ ->
                        sent.getAndIncrement() == 0 ? new Outcome.Unknown("reset") : Outcome.addressBusy("smpp-0x14")));
        send(gateway);
        gateway.circuit().transitionToOpenState();
        gateway.circuit().transitionToHalfOpenState();
        for (int i = 0; i < 10; i++) {
            send(gateway);
        }
        assertThat(gateway.trouble().code()).isEqualTo("reset");
        assertThat(gateway.circuitState()).isEqualTo(CircuitState.HALF_OPEN);
    }

    private static void send(GuardedGateway gateway) {
        gateway.send(
                Dispatches.any(), gateway.tryAcquire(MessageClass.service, 1).orElseThrow(), () -> true);
    }

    @Test
    void countsTheUnitsOfAMessageInTheRateOfTheContract() {
        GuardedGateway gateway = guarded(100_000, 100);
        long start = System.nanoTime();
        int taken = 0;
        while (taken < 20) {
            taken += gateway.tryAcquire(MessageClass.service, 3).isPresent() ? 1 : 0;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(3 * taken / Math.max(seconds, 0.4)).isLessThan(130);
    }

    @Test
    void dividesTheRateOfTheContractAmongInstances() {
        GuardedGateway gateway = guarded(100_000, 400);
        gateway.share(4);
        long start = System.nanoTime();
        int taken = 0;
        while (taken < 50) {
            taken += take(gateway, MessageClass.service).size();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(taken / Math.max(seconds, 0.4)).isLessThan(130);
    }

    @Test
    void dividesTheWindowOfTheAccountAmongInstances() {
        RecordingGateway account = new RecordingGateway("one", GatewayLimits.ofAccount(14, 0));
        GuardedGateway gateway = guarded(account);
        gateway.share(4);
        assertThat(take(gateway, MessageClass.service)).hasSize(3);
        assertThat(gateway.window()).isEqualTo(3);
        assertThat(account.instances())
                .as("for limits that the gateway keeps by itself")
                .isEqualTo(4);
    }

    @Test
    void hasTheWholeWindowOfTheAccountOnceItIsAlone() {
        GuardedGateway gateway = guarded(new RecordingGateway("one", GatewayLimits.ofAccount(14, 0)));
        gateway.share(2);
        List<Permit> half = take(gateway, MessageClass.service);
        assertThat(half).hasSize(7);
        gateway.share(1);
        assertThat(take(gateway, MessageClass.service)).hasSize(7);
    }

    @Test
    void keepsAPlaceInAWindowThatMoreInstancesDivideThanItHas() {
        GuardedGateway gateway = guarded(new RecordingGateway("one", GatewayLimits.ofAccount(2, 0)));
        gateway.share(3);
        assertThat(take(gateway, MessageClass.service)).hasSize(1);
    }

    @Test
    void keepsTheWindowOfABindToItself() {
        GuardedGateway gateway = guarded(14, 0);
        gateway.share(4);
        assertThat(take(gateway, MessageClass.service)).hasSize(14);
    }

    @Test
    void stillHasItsPartOfTheWindowWhenItHasBeenAnswered() {
        GuardedGateway gateway = guarded(new RecordingGateway("one", GatewayLimits.ofAccount(14, 0)));
        gateway.share(2);
        for (int i = 0; i < 50; i++) {
            send(gateway);
        }
        assertThat(gateway.window()).isEqualTo(7);
    }

    @Test
    void givesAnUnusedPermitsPartOfTheRateBack() {
        GuardedGateway gateway = guarded(100_000, 1);
        for (int i = 0; i < 10; i++) {
            gateway.tryAcquire(MessageClass.marketing, 1).orElseThrow().giveBack();
        }
    }

    private static List<Permit> take(GuardedGateway gateway, MessageClass messageClass) {
        List<Permit> permits = new ArrayList<>();
        Optional<Permit> permit = gateway.tryAcquire(messageClass, 1);
        while (permit.isPresent()) {
            permits.add(permit.get());
            permit = gateway.tryAcquire(messageClass, 1);
        }
        return permits;
    }

    private static GuardedGateway guarded(int window, int rate) {
        return guarded(new RecordingGateway("one", window, rate));
    }

    private static GuardedGateway guarded(RecordingGateway gateway) {
        return new GuardedGateway(gateway, SETTINGS, new SenderMetrics(new SimpleMeterRegistry()));
    }
}
