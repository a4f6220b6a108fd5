package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Item;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of those who decide: the rules, or the model of them. */
public interface Side {
    /**
     * A message that a side hands to its sender.
     *
     * @param message what tells it from all others, on both sides
     */
    record Handed(Instant at, String message, String channel, int attempt) {}

    /** A sender's report. */
    record Reported(Instant at, int number, Handed of, String status, boolean addressDead) {}

    List<Handed> take(Item item, Instant now);

    List<Handed> reported(Reported report, Instant now);

    /** The questions that it has asked since the last call. */
    default List<Question> questions() {
        return List.of();
    }

    default List<Handed> replied(Question.Reply reply, Instant now) {
        throw new AssertionError("nothing was asked");
    }

    /** When it has something to do next without being told; null: never. */
    @Nullable
    Instant due();

    /** What is due by then. */
    List<Handed> wake(Instant due, Instant now);

    /** All that it has decided. */
    List<Line> lines();
}
