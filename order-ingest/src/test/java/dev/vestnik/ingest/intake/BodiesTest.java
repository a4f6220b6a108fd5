package dev.vestnik.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.ingest.event.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.node.JsonNodeFactory;

class BodiesTest {
    private static final String EVENT = "{\"id\":\"1\",\"text\":\"жук\"}";

    @Test
    void linesAreReadHoweverTheyAreCut() throws IOException {
        String lines = EVENT + "\r\n\n  \n" + EVENT + "\nnot json\n" + EVENT;
        for (int size = 1; size < 40; size++) {
            assertThat(kinds(new LineEvents(new Slow(lines.getBytes(StandardCharsets.UTF_8), size))))
                    .containsExactly("json", "json", "MALFORMED", "json");
        }
    }

    @Test
    void aBrokenLineIsFaultyAtAColumn() throws IOException {
        for (String line : List.of("{\"a\": 1", "{\"a\": [1,", "{\"a\" 1}", "{\"a\": \"b")) {
            assertThat(new LineEvents(stream(line)).next())
                    .isInstanceOfSatisfying(
                            RawEvent.Unreadable.class,
                            event -> assertThat(event.problem())
                                    .doesNotContain("Source", "line")
                                    .containsPattern("\\(column [0-9]+\\)$"));
        }
    }

    @Test
    void aByteOrderMarkIsNoFault() throws IOException {
        assertThat(kinds(new LineEvents(stream("\uFEFF" + EVENT + "\n")))).containsExactly("json");
    }

    @Test
    void aLineThatIsTooLongIsOneEventsFault() throws IOException {
        String large = "{\"id\":\"" + "x".repeat(RawEvents.LARGEST_EVENT) + "\"}";
        String largest = "{\"id\":\"" + "x".repeat(RawEvents.LARGEST_EVENT - 9) + "\"}";
        assertThat(kinds(new LineEvents(stream(EVENT + "\n" + large + "\n" + largest + "\n" + large))))
                .containsExactly("json", "TOO_LARGE", "json", "TOO_LARGE");
    }

    @Test
    void aLineWithoutEndIsGivenUp() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        assertThatThrownBy(() -> new LineEvents(endless).next())
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.kind()).isEqualTo(BodyException.Kind.TOO_LARGE));
    }

    @Test
    void documentsAreOneEventOrMany() throws IOException {
        assertThat(kinds(document(EVENT))).containsExactly("json");
        assertThat(kinds(document(" [" + EVENT + "," + EVENT + ", 5]"))).containsExactly("json", "json", "json");
        assertThat(kinds(document("[]"))).isEmpty();
        assertThat(kinds(document(
                        "[" + EVENT + ",{\"id\":\"" + "x".repeat(RawEvents.LARGEST_EVENT) + "\"}," + EVENT + "]")))
                .containsExactly("json", "TOO_LARGE", "json");
    }

    @Test
    void aDocumentThatBreaksOffGivesNothingOut() {
        for (String broken : List.of("", "  ", "[" + EVENT, "{\"a\":", EVENT + EVENT, "\u0000", "{'a':1}")) {
            assertThatThrownBy(() -> document(broken))
                    .as(broken)
                    .isInstanceOfSatisfying(
                            BodyException.class, e -> assertThat(e.kind()).isEqualTo(BodyException.Kind.UNREADABLE));
        }
        assertThatThrownBy(() -> document("[".repeat(100_000))).isInstanceOf(BodyException.class);
    }

    @Test
    void anEventThatNamesAFieldTwiceIsNoFaultOfTheOthers() throws IOException {
        assertThat(kinds(document("\uFEFF[" + EVENT + ",{\"a\":1,\"a\":2}," + EVENT + "]")))
                .containsExactly("json", "MALFORMED", "json");
        assertThat(kinds(data("{\"a\":1,\"a\":2}"))).containsExactly("MALFORMED");
    }

    @Test
    void theEventAtWhichADocumentBreaksOffIsNamed() {
        assertThatThrownBy(() -> document("[" + EVENT + "," + EVENT + ",{'a':1}]"))
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.before()).isEqualTo(2));
        assertThatThrownBy(() -> document("[" + EVENT + "," + EVENT))
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.before()).isEqualTo(2));
    }

    @Test
    void anEventThatIsTooLargeIsNotBuilt() throws IOException {
        String large = "[" + "{},".repeat(2 << 20) + "{}]";
        for (byte[] body : List.of(bytes("[" + large + "]"), bytes("{\"a\":" + large + "}"))) {
            long before = allocated();
            assertThat(kinds(new DocumentEvents(body, body.length))).containsExactly("TOO_LARGE");
            assertThat(kinds(DocumentEvents.ofData(body, body.length, JsonNodeFactory.instance.objectNode())))
                    .containsExactly("TOO_LARGE");
            assertThat(allocated() - before).isLessThan(50L << 20);
        }
    }

    @Test
    void dataThatIsNotThereIsNoFaultAndBlankDataIs() throws IOException {
        assertThat(kinds(data(""))).containsExactly("json");
        assertThat(kinds(data(" "))).containsExactly("MALFORMED");
        assertThat(kinds(data("{} {}"))).containsExactly("MALFORMED");
    }

    @Test
    void numbersStayAsTheyWereWritten() throws IOException {
        RawEvent event =
                document("{\"data\":[1.10,12345678901234567890,1e400]}").next();
        assertThat(((RawEvent.Json) event).event().toString())
                .isEqualTo("{\"data\":[1.10,12345678901234567890,1E+400]}");
    }

    @Test
    void gzipIsUnpackedMemberAfterMember() throws IOException {
        byte[] packed = new byte[0];
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            out.write(gzip((EVENT + "\n").getBytes(StandardCharsets.UTF_8)));
            out.write(gzip((EVENT + "\n").getBytes(StandardCharsets.UTF_8)));
            packed = out.toByteArray();
        }
        assertThat(kinds(new LineEvents(new InflatedStream(new Slow(packed, 3)))))
                .containsExactly("json", "json");
    }

    @Test
    void whatFollowsGzipAndIsNoneIsNotPassedOver() throws IOException {
        byte[] whole = gzip((EVENT + "\n").getBytes(StandardCharsets.UTF_8));
        for (byte[] more : List.of(bytes(EVENT), Arrays.copyOf(whole, 5), new byte[] {0})) {
            byte[] packed = Arrays.copyOf(whole, whole.length + more.length);
            System.arraycopy(more, 0, packed, whole.length, more.length);
            for (int size : List.of(1, 3, 7, 8, 9, 1000)) {
                assertThatThrownBy(() -> new InflatedStream(new Slow(packed, size)).readAllBytes())
                        .as("%d bytes more, %d at a time", more.length, size)
                        .isInstanceOfSatisfying(
                                BodyException.class,
                                e -> assertThat(e.kind()).isEqualTo(BodyException.Kind.UNREADABLE));
            }
        }
    }

    @Test
    void brokenGzipIsUnreadable() throws IOException {
        byte[] packed = gzip(EVENT.repeat(1000).getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length - 9);
        byte[] changed = packed.clone();
        changed[packed.length - 6] ^= 1;
        for (byte[] broken : List.of(cut, changed, EVENT.getBytes(StandardCharsets.UTF_8), new byte[0])) {
            assertThatThrownBy(() -> new InflatedStream(new ByteArrayInputStream(broken)).readAllBytes())
                    .isInstanceOfSatisfying(
                            BodyException.class, e -> assertThat(e.kind()).isEqualTo(BodyException.Kind.UNREADABLE));
        }
    }

    @Test
    void aGzipBombIsRefused() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> {
                    InputStream unpacked = new InflatedStream(new ByteArrayInputStream(bomb));
                    unpacked.transferTo(java.io.OutputStream.nullOutputStream());
                })
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.kind()).isEqualTo(BodyException.Kind.TOO_LARGE));
    }

    @Test
    void documentsShareTheirMemory() throws IOException {
        IngestSettings settings = new IngestSettings(
                1, DataSize.ofMegabytes(4), DataSize.ofMegabytes(6), 10, Duration.ofSeconds(1), Duration.ofSeconds(1));
        DocumentMemory memory = new DocumentMemory(settings);
        byte[] large = new byte[4 << 20];
        new Random(1).nextBytes(large);
        for (int i = 0; i < 3; i++) {
            try (DocumentMemory.Document first = memory.read(new ByteArrayInputStream(large))) {
                assertThat(Arrays.copyOf(first.bytes(), first.length())).isEqualTo(large);
                assertThatThrownBy(() -> memory.read(new ByteArrayInputStream(large)))
                        .isInstanceOfSatisfying(
                                BodyException.class, e -> assertThat(e.kind()).isEqualTo(BodyException.Kind.NO_ROOM));
            }
        }
        assertThatThrownBy(() -> memory.read(new ByteArrayInputStream(new byte[(4 << 20) + 1])))
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.kind()).isEqualTo(BodyException.Kind.TOO_LARGE));
    }

    private static DocumentEvents document(String json) throws BodyException {
        return new DocumentEvents(bytes(json), bytes(json).length);
    }

    private static RawEvents data(String json) {
        return DocumentEvents.ofData(bytes(json), bytes(json).length, JsonNodeFactory.instance.objectNode());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static List<String> kinds(RawEvents events) throws IOException {
        List<String> kinds = new ArrayList<>();
        for (RawEvent event = events.next(); event != null; event = events.next()) {
            kinds.add(
                    switch (event) {
                        case RawEvent.Json json -> "json";
                        case RawEvent.Unreadable(Refusal reason, String problem) -> reason.name();
                    });
        }
        return kinds;
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class Slow extends InputStream {
        private final byte[] bytes;
        private final int size;
        private int position;

        Slow(byte[] bytes, int size) {
            this.bytes = bytes;
            this.size = size;
        }

        @Override
        public int read() {
            return position < bytes.length ? bytes[position++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(size, length), bytes.length - position);
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            return count;
        }
    }
}
