package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.gate.SendingStep;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.Via;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Finds journeys that would tell a customer of the same event in the same channel: both are entered with it, and both have a message there before they wait for
 * anything. Whether their conditions exclude each other nobody can tell.
 */
public final class SameNews {
    private static final int MOST = 10;

    private SameNews() {}

    /**
     * Warns of the others, once each.
     *
     * @param names gives the name under which the author may hear of another journey, by its id
     */
    public static List<Warning> warnings(Journey journey, Collection<Journey> others, UnaryOperator<String> names) {
        Set<Channel> own = channels(journey);
        return others.stream()
                .filter(other -> !other.id().equals(journey.id()) && meets(journey, other))
                .filter(other -> !common(own, other).isEmpty())
                .map(other ->
                        warning(same(journey, other), names.apply(other.id().value()), common(own, other)))
                .distinct()
                .sorted(Comparator.comparing(Warning::problem))
                .limit(MOST)
                .toList();
    }

    private static Warning warning(List<String> common, String other, Set<Channel> channels) {
        String by = channels.stream().map(Channel::label).collect(Collectors.joining(" and "));
        return new Warning(
                "entry.on",
                other + " tells of " + String.join(" and ", common) + " by " + by
                        + " too: a customer who enters both is told twice",
                "let the \"if\" of each entry exclude what the other takes, leave the channel to one of them, or archive one");
    }

    private static boolean meets(Journey one, Journey other) {
        return !same(one, other).isEmpty()
                && (one.shops().isEmpty()
                        || other.shops().isEmpty()
                        || !Collections.disjoint(one.shops(), other.shops()));
    }

    /** The types of events that start both. A moment of a calendar starts one journey and no other. */
    private static List<String> same(Journey one, Journey other) {
        return one.entry().schedule() != null
                ? List.of()
                : one.entry().on().stream().filter(other.entry().on()::contains).toList();
    }

    private static Set<Channel> common(Set<Channel> own, Journey other) {
        Set<Channel> common = channels(other);
        common.retainAll(own);
        return common;
    }

    /** The channels in which a customer may hear of the entry's event before the journey waits for anything. */
    private static Set<Channel> channels(Journey journey) {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        Set<String> seen = new HashSet<>();
        Deque<String> reached = new ArrayDeque<>(List.of(journey.start()));
        while (!reached.isEmpty()) {
            Step step = journey.steps().get(reached.poll());
            if (step == null || step.waits() || !seen.add(step.id())) {
                continue;
            }
            if (step instanceof SendingStep message) {
                message.channels().stream().map(Via::channel).forEach(channels::add);
            }
            for (Arrow arrow : step.draw().arrows()) {
                if (arrow.to() != null) {
                    reached.add(arrow.to());
                }
            }
        }
        return channels;
    }
}
