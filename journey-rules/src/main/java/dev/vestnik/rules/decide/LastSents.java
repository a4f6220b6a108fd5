package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.reason.DropReason;
import java.time.Duration;
import java.util.ArrayList;
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
        if (topic == null || !turn.speaks()) {
            return;
        }
        History history = turn.state().memory().history();
        List<LastSent> sent = new ArrayList<>();
        for (LastSent other : history.sent()) {
            if (!other.topic().equals(topic)) {
                sent.add(other);
            }
        }
        sent.add(new LastSent(topic, turn.now()));
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
