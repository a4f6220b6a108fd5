package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.reason.DropReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers when the last message of each topic was handed to its sender, for conditions to ask. */
final class LastSents {
    /** Longer than any condition asks for in days of a year. */
    static final Duration REMEMBERED = Duration.ofDays(400);

    private static final int MOST = 50;

    private LastSents() {}

    /** @param topic of the journey; null: it has none */
    static void remember(Turn turn, @Nullable String topic) {
        if (topic != null && turn.allows(FeatureLevel.LANGUAGE)) {
            put(turn, new LastSent(topic, turn.now()));
        }
    }

    /** Adds what was sent to a visitor: the later time counts. */
    static void unite(Turn turn, LastSent came) {
        boolean later = turn.state().memory().history().sent().stream()
                .noneMatch(known ->
                        known.topic().equals(came.topic()) && !known.at().isBefore(came.at()));
        if (later) {
            put(turn, came);
        }
    }

    /** The oldest at the front, which makes room. */
    private static void put(Turn turn, LastSent last) {
        History history = turn.state().memory().history();
        List<LastSent> sent = new ArrayList<>();
        for (LastSent other : history.sent()) {
            if (!other.topic().equals(last.topic())) {
                sent.add(other);
            }
        }
        sent.add(last);
        sent.sort(Comparator.comparing(LastSent::at));
        if (sent.size() > MOST) {
            StateBounds.drop(
                    turn,
                    DropReason.LAST_SENT_NOT_KEPT,
                    null,
                    Map.of("topic", sent.removeFirst().topic()));
        }
        turn.become(turn.state().withMemory(turn.state().memory().withHistory(history.withSent(sent))));
    }
}
