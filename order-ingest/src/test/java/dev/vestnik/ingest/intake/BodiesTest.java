package dev.vestnik.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.ingest.event.Refusal;
import dev.vestnik.service.access.Caller;
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
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.node.JsonNodeFactory;

class BodiesTest {
    private static final String EVENT = "{\"id\":\"1\",\"text\":\"жук\"}";

    @Test
    void linesAreReadHoweverTheyAreCut() throws IOException {
        String lines = EVENT + "\r\n\n  \n" + EVENT + "\nnot json\n" + EVENT;
        for (int size = 1; size < 40; size++) {
            assertThat(kinds(lines(new Slow(lines.getBytes(StandardCharsets.UTF_8), size))))
                    .containsExactly("json", "json", "MALFORMED", "json");
        }
    }

    @Test
    void aBrokenLineIsFaultyAtAColumn() throws IOException {
        for (String line : List.of("{\"a\": 1", "{\"a\": [1,", "{\"a\" 1}", "{\"a\": \"b")) {
            assertThat(lines(stream(line)).next())
                    .isInstanceOfSatisfying(
                            RawEvent.Unreadable.class,
                            event -> assertThat(event.problem())
                                    .doesNotContain("Source", "line")
                                    .containsPattern("\\(column [0-9]+\\)$"));
        }
    }

    @Test
    void aByteOrderMarkIsNoFault() throws IOException {
        assertThat(kinds(lines(stream("\uFEFF" + EVENT + "\n")))).containsExactly("json");
    }

    @Test
    void aLineThatIsTooLongIsOneEventsFault() throws IOException {
        String large = "{\"id\":\"" + "x".repeat(RawEvents.LARGEST_EVENT) + "\"}";
        String largest = "{\"id\":\"" + "x".repeat(RawEvents.LARGEST_EVENT - 9) + "\"}";
        assertThat(kinds(lines(stream(EVENT + "\n" + large + "\n" + largest + "\n" + large))))
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
        assertThatThrownBy(() -> lines(endless).next())
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
        assertThat(kinds(lines(new InflatedStream(new Slow(packed, 3))))).containsExactly("json", "json");
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
        BodyMemory memory = memory(6);
        byte[] large = new byte[LARGEST_DOCUMENT];
        new Random(1).nextBytes(large);
        for (int i = 0; i < 3; i++) {
            try (BodyMemory.Room room = memory.room(SLOW)) {
                Document first = read(large, room);
                assertThat(Arrays.copyOf(first.bytes(), first.length())).isEqualTo(large);
                refused(BodyException.Kind.NO_ROOM, () -> read(large, memory.room(OTHER)));
            }
        }
        refused(BodyException.Kind.TOO_LARGE, () -> read(new byte[LARGEST_DOCUMENT + 1], memory.room(SLOW)));
    }

    @Test
    void linesThatDoNotEndShareTheMemoryOfDocuments() throws IOException {
        BodyMemory memory = memory(6);
        List<BodyMemory.Room> held = new ArrayList<>();
        String endless = "x".repeat(RawEvents.LARGEST_EVENT - 1_000);
        refused(BodyException.Kind.NO_ROOM, () -> {
            for (int i = 0; i < 100; i++) {
                held.add(memory.room(SLOW));
                new LineEvents(new Stuck(endless), held.getLast()).next();
            }
        });
        assertThat(held).hasSizeBetween(4, 6);
        try (BodyMemory.Room room = memory.room(OTHER)) {
            assertThat(kinds(new LineEvents(stream("\"" + endless + "\"\n"), room)))
                    .containsExactly("json");
        }
    }

    @Test
    void oneCallerDoesNotTakeAllTheMemory() throws IOException {
        BodyMemory memory = memory(20);
        for (int i = 0; i < 3; i++) {
            read(new byte[LARGEST_DOCUMENT], memory.room(SLOW));
        }
        refused(BodyException.Kind.NO_ROOM, () -> read(new byte[LARGEST_DOCUMENT], memory.room(SLOW)));
        assertThat(read(new byte[LARGEST_DOCUMENT], memory.room(OTHER)).length())
                .isEqualTo(LARGEST_DOCUMENT);
    }

    @Test
    void aLongLineIsGivenBackAtItsEnd() throws IOException {
        BodyMemory memory = memory(6);
        String line = "\"" + "x".repeat(RawEvents.LARGEST_EVENT - 1_000) + "\"\n";
        for (int i = 0; i < 50; i++) {
            LineEvents lines = new LineEvents(new Stuck(line), memory.room(SLOW));
            assertThat(lines.next()).isInstanceOf(RawEvent.Json.class);
            assertThat(lines.next()).isNull();
        }
    }

    private static final int LARGEST_DOCUMENT = 4 << 20;
    private static final Caller SLOW = new Caller("slow", Set.of(), Set.of("slow"));
    private static final Caller OTHER = new Caller("other", Set.of(), Set.of("other"));

    private static BodyMemory memory(int megabytes) {
        return new BodyMemory(new IngestSettings(
                1,
                DataSize.ofBytes(LARGEST_DOCUMENT),
                DataSize.ofMegabytes(megabytes),
                10,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    }

    private static Document read(byte[] bytes, BodyMemory.Room room) throws IOException {
        return Document.read(new ByteArrayInputStream(bytes), room, LARGEST_DOCUMENT);
    }

    private static void refused(BodyException.Kind kind, ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static LineEvents lines(InputStream body) {
        return new LineEvents(body, memory(6).room(SLOW));
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

    /** Says its text and then keeps its reader waiting, who gives up. */
    private static final class Stuck extends ByteArrayInputStream {
        Stuck(String text) {
            super(bytes(text));
        }
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
