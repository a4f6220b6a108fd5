package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.gate.Caps;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Cap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the counts of frequency caps to what customers get: a message that failed, was taken back or was too late gives its place back, and
 * takes it again where it arrived after all.
 */
final class CapCounts {
    private CapCounts() {}

    /** Counts a message by its receipt. */
    static void heard(Turn turn, Outstanding before, Outstanding now) {
        boolean failed = now.status() == Status.FAILED;
        if (failed == (before.status() == Status.FAILED)) {
            return;
        }
        if (failed) {
            giveBack(turn, now);
        } else {
            takeAgain(turn, now);
        }
    }

    /** Adds what was sent to a visitor. Where there are too many, the oldest go: they leave first in any case. */
    static void unite(Turn turn, List<CountedMessage> came) {
        Map<Long, CountedMessage> all = new LinkedHashMap<>();
        turn.state().memory().counted().forEach(one -> all.put(one.message(), one));
        came.forEach(one -> all.putIfAbsent(one.message(), one));
        if (all.size() > turn.state().memory().counted().size()) {
            List<CountedMessage> sorted = all.values().stream()
                    .sorted(Comparator.comparing(CountedMessage::at))
                    .toList();
            int over = Math.max(0, sorted.size() - CountedMessage.MOST);
            become(turn, sorted.subList(over, sorted.size()));
        }
    }

    private static void giveBack(Turn turn, Outstanding message) {
        List<CountedMessage> counted = turn.state().memory().counted();
        List<CountedMessage> others =
                counted.stream().filter(one -> one.message() != id(message)).toList();
        if (others.size() < counted.size()) {
            become(turn, others);
        }
    }

    private static void takeAgain(Turn turn, Outstanding message) {
        Journey journey = journey(turn, message);
        List<CountedMessage> counted = turn.state().memory().counted();
        if (journey == null
                || !turn.definitions().level().allows(FeatureLevel.LANGUAGE)
                || counted.stream().anyMatch(one -> one.message() == id(message))) {
            return;
        }
        List<Cap> caps = Caps.of(turn.situation(), message.channel(), journey.journeyClass(), journey.topic());
        CountedMessage again = new CountedMessage(
                id(message),
                message.channel(),
                journey.journeyClass(),
                journey.topic(),
                message.sentAt(),
                message.sentAt().plus(Cap.longest(caps)));
        if (again.until().isAfter(turn.now())) {
            List<CountedMessage> all = new ArrayList<>(counted);
            all.add(again);
            become(turn, all);
        }
    }

    /** The version that sent it; null where that cannot be used now, and of messages by hand. */
    private static @Nullable Journey journey(Turn turn, Outstanding message) {
        Published published = turn.definitions().journey(message.journey());
        return published == null ? null : published.version(message.version());
    }

    private static long id(Outstanding message) {
        return message.id().getLeastSignificantBits();
    }

    private static void become(Turn turn, List<CountedMessage> counted) {
        turn.become(turn.state().withMemory(turn.state().memory().withCounted(counted)));
    }
}
