package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GatheringOutputTest {
    private final Wire wire = new Wire();
    private final GatheringOutput output = new GatheringOutput(wire);

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

    private Void say(String pdu) throws IOException {
        output.write(pdu.getBytes(StandardCharsets.US_ASCII));
        output.flush();
        return null;
    }

    private static final class Wire extends OutputStream {
        private final List<String> writes = new ArrayList<>();
        private final CountDownLatch atWork = new CountDownLatch(1);
        private CountDownLatch go = new CountDownLatch(0);
        private boolean breaks;

        void hold() {
            go = new CountDownLatch(1);
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
