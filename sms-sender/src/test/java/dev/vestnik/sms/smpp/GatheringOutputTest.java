package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatheringOutputTest {
    private static final int MANY = 2_000;
    private static final String PDU = "x".repeat(100);

    private final Wire wire = new Wire();
    private final GatheringOutput output = new GatheringOutput(wire, wire::close);

    @Test
    void writesAtOnceWhatOneThreadSays() throws Exception {
        say("1");
        say("2");
        assertThat(wire.writes).containsExactly("1", "2");
    }

    @Test
    void writesTogetherWhatIsSaidDuringAWrite() throws Exception {
        wire.hold();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> say("1"));
            wire.atWork.await();
            say("2"); // returns although nothing is read
            say("3");
            wire.go.countDown();
            first.get();
        }
        assertThat(wire.writes).containsExactly("1", "23");
    }

    @Test
    void tearsNoPduAndLosesNone() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                String pdu = "<" + i + ">";
                threads.submit(() -> say(pdu));
            }
        }
        List<String> pdus = List.of(String.join("", wire.writes).split("(?<=>)"));
        assertThat(pdus).hasSize(1_000).doesNotHaveDuplicates().allMatch(pdu -> pdu.matches("<\\d+>"));
    }

    @Test
    void saysThatTheWireIsBroken() {
        wire.breaks = true;
        assertThatThrownBy(() -> say("1")).hasMessage("broken");
        assertThatThrownBy(() -> say("2")).isInstanceOf(IOException.class);
    }

    /** A centre that reads nothing holds the threads, and by them what they keep room for. */
    @Test
    void holdsABoundedNumberOfOctets() throws Exception {
        GatheringOutput patient = new GatheringOutput(wire, wire::close, Duration.ofHours(1));
        AtomicInteger returned = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        wire.hold();
        for (int i = 0; i < MANY; i++) {
            all.add(Thread.ofVirtual().start(new FutureTask<>(() -> {
                say(patient, PDU);
                return returned.incrementAndGet();
            })));
        }
        await().until(() -> all.stream().filter(GatheringOutputTest::waits).count() + returned.get() == MANY);
        assertThat(returned.get() * PDU.length()).isLessThan(2 * GatheringOutput.MOST_WAITING);
        say(patient.submit(), "a submit"); // has room
        wire.go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(String.join("", wire.writes))
                .contains("a submit")
                .hasSize(MANY * PDU.length() + "a submit".length());
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING;
    }

    @Test
    void breaksTheWireOfACentreThatReadsNothing() throws Exception {
        GatheringOutput impatient = new GatheringOutput(wire, wire::close, Duration.ofMillis(50));
        wire.hold();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> say(impatient, "1"));
            wire.atWork.await();
            await().untilAsserted(
                            () -> assertThatThrownBy(() -> say(impatient, "2")).isInstanceOf(IOException.class));
            assertThatThrownBy(first::get).hasCauseInstanceOf(IOException.class);
        }
        assertThat(wire.writes).isEmpty();
    }

    @Test
    void takesBackWhatWasNotHandedOver() throws Exception {
        GatheringOutput.Said first = output.submit();
        GatheringOutput.Said second = output.submit();
        wire.hold();
        wire.breaks = true;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> say(first, "1"));
            wire.atWork.await();
            say(second, "2");
            wire.go.countDown();
            assertThatThrownBy(writer::get).hasCauseInstanceOf(IOException.class);
        }
        assertThat(first.withdraw()).as("it may have been written").isFalse();
        assertThat(second.withdraw()).isTrue();
        GatheringOutput.Said third = output.submit();
        assertThatThrownBy(() -> say(third, "3")).isInstanceOf(IOException.class);
        assertThat(third.withdraw()).isTrue();
    }

    @Test
    void writesNothingThatWasTakenBack() throws Exception {
        GatheringOutput.Said second = output.submit();
        wire.hold();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> say("1"));
            wire.atWork.await();
            say(second, "2");
            say("3");
            assertThat(second.withdraw()).isTrue();
            wire.go.countDown();
            first.get();
        }
        assertThat(wire.writes).containsExactly("1", "3");
    }

    private static Void say(OutputStream out, String pdu) throws IOException {
        out.write(pdu.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return null;
    }

    private Void say(String pdu) throws IOException {
        return say(output, pdu);
    }

    private static final class Wire extends OutputStream {
        private final List<String> writes = new ArrayList<>();
        private final CountDownLatch atWork = new CountDownLatch(1);
        private volatile CountDownLatch go = new CountDownLatch(0);
        private volatile boolean breaks;

        void hold() {
            go = new CountDownLatch(1);
        }

        @Override
        public void close() {
            breaks = true;
            go.countDown();
        }

        @Override
        public void write(int octet) {
            throw new AssertionError("a single octet");
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            atWork.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (breaks) {
                throw new IOException("broken");
            }
            writes.add(new String(octets, offset, length, StandardCharsets.US_ASCII));
        }
    }
}
