package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dialogue;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.JourneyId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tasks for people in the bytes of a state, which their index reads without the rest. */
class TaskSectionTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final UUID RUN = UUID.fromString("9b2d9c1e-50f7-8b1d-8f0e-1c9a3b7d5e21");
    private static final FeatureLevel SIX = FeatureLevel.LANGUAGE;

    private static final String QUESTIONS = "1b34" + "9b2d9c1e50f78b1d8f0e1c9a3b7d5e21"
            + "0202fffffffffffffffb0000010000000000" + "9b2d9c1e50f78b1d8f0e1c9a3b7d5e21" + "0100";

    private final StateCodec codec = new StateCodec();
    private final TaskSection section = new TaskSection();

    private static Task task(int number, Task.Status status) {
        return new Task(
                new UUID(RUN.getMostSignificantBits(), number),
                new Task.Origin(RUN, new JourneyId("call"), 3, "ask"),
                "calls",
                status == Task.Status.OPEN ? null : "Call about 12465",
                number % 2 == 0 ? List.of() : List.of("reached", "unreachable"),
                number % 2 == 0,
                NOON.plusSeconds(number),
                NOON.plus(Duration.ofHours(4)),
                new Task.Progress(
                        status,
                        status == Task.Status.OPEN ? null : "desk-1",
                        status.isPending() ? null : "reached",
                        NOON.plusSeconds(2 * number)));
    }

    private static List<Task> oneOfEach() {
        List<Task> tasks = new ArrayList<>();
        for (Task.Status status : Task.Status.values()) {
            tasks.add(task(tasks.size(), status));
        }
        return tasks;
    }

    private static CustomerState with(CustomerState state, List<Task> tasks) {
        return state.withMemory(
                state.memory().withPeople(state.memory().people().withTasks(tasks)));
    }

    @Test
    void readsWhatTheFirstEngineWithTasksHasLeft() throws IOException {
        CustomerState state = with(GoldenStates.drawn(), oneOfEach());
        String left = golden();
        assertThat(HexFormat.of().formatHex(codec.write(state, null, SIX))).isEqualTo(left);
        assertThat(codec.read(HexFormat.of().parseHex(left)).state()).isEqualTo(state);
    }

    private static String golden() throws IOException {
        try (InputStream in = TaskSectionTest.class.getResourceAsStream("/states/tasks.format-3.hex")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    @Test
    void readsWhatTheFirstEngineWithQuestionsHasLeft() {
        List<Dialogue> open = List.of(new Dialogue(RUN, 2, List.of(-5L, 1L << 40)), new Dialogue(RUN, 1, List.of()));
        CustomerState state = with(GoldenStates.drawn(), oneOfEach());
        CustomerState asking = state.withMemory(
                state.memory().withPeople(state.memory().people().withDialogues(open)));
        byte[] bytes = codec.write(asking, null, SIX);
        byte[] without = codec.write(state, null, SIX);
        assertThat(codec.read(bytes).state()).isEqualTo(asking);
        assertThat(bytes).startsWith(without);
        assertThat(HexFormat.of().formatHex(bytes, without.length, bytes.length))
                .isEqualTo(QUESTIONS);
    }

    @Test
    void isFoundAmongAllElse() {
        long seed = System.nanoTime();
        RandomStates states = new RandomStates(seed);
        Random random = new Random(seed);
        StateCodec.StoredState stored = null;
        for (int i = 0; i < 300; i++) {
            List<Task> tasks = oneOfEach().subList(0, random.nextInt(6));
            CustomerState state = with(i % 2 == 0 ? states.learned() : states.counting(), tasks);
            byte[] bytes = codec.write(state, stored, SIX);
            stored = codec.read(bytes);
            assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(state);
            assertThat(section.read(bytes)).as("seed %d, state %d", seed, i).isEqualTo(tasks);
        }
    }

    @Test
    void tellsWhetherTasksHaveChanged() {
        byte[] none = codec.write(GoldenStates.drawn(), null, SIX);
        byte[] some = codec.write(with(GoldenStates.drawn(), oneOfEach()), null, SIX);
        byte[] same = codec.write(with(GoldenStates.counting(), oneOfEach()), null, SIX);
        byte[] fewer = codec.write(with(GoldenStates.drawn(), oneOfEach().subList(0, 3)), null, SIX);
        assertThat(TaskSection.same(null, null)).isTrue();
        assertThat(TaskSection.same(null, none)).isTrue();
        assertThat(TaskSection.same(some, same)).isTrue();
        assertThat(TaskSection.same(some, fewer)).isFalse();
        assertThat(TaskSection.same(some, none)).isFalse();
        assertThat(TaskSection.same(null, some)).isFalse();
    }

    @Test
    void hasNothingOfBytesThatCannotBeRead() {
        byte[] bytes = codec.write(with(GoldenStates.drawn(), oneOfEach()), null, SIX);
        for (int length = 0; length < bytes.length; length++) {
            section.read(Arrays.copyOf(bytes, length)); // does not throw
        }
        assertThat(section.read(null)).isEmpty();
        assertThat(section.read(codec.write(GoldenStates.drawn(), null, FeatureLevel.OLDEST)))
                .isEmpty();
        assertThat(section.read(new byte[] {9, 9, 9})).isEmpty();
    }
}
