package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Dialogue;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.People;
import dev.vestnik.rules.definition.FeatureLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The questions that a customer's runs have asked, and whose turn it is when the customer writes. */
final class Dialogues {
    /** A text has a few parts, each with an id, and is sent twice. */
    private static final int MOST_IDS = 20;

    private static final String IDS = "providerIds";

    private Dialogues() {}

    /** The run is about to ask for the first time. */
    static void begin(Turn turn, UUID instance) {
        if (turn.allows(FeatureLevel.LANGUAGE)) {
            put(turn, new Dialogue(instance, 1, List.of()));
        }
    }

    /** The run is about to ask once more. */
    static void again(Turn turn, Dialogue dialogue) {
        put(turn, new Dialogue(dialogue.instance(), dialogue.times() + 1, dialogue.providerIds()));
    }

    /** Adds what a visitor's run has asked; a run that is ended in favour of an older one forgets it as any other. */
    static void unite(Turn turn, Dialogue came) {
        if (of(turn, came.instance()) == null) {
            put(turn, came);
        }
    }

    private static void put(Turn turn, Dialogue dialogue) {
        List<Dialogue> others = others(turn, dialogue.instance());
        become(turn, Lists.with(others, dialogue));
    }

    private static List<Dialogue> others(Turn turn, UUID instance) {
        return turn.state().memory().people().dialogues().stream()
                .filter(one -> !one.instance().equals(instance))
                .toList();
    }

    private static void become(Turn turn, List<Dialogue> dialogues) {
        var memory = turn.state().memory();
        turn.become(turn.state().withMemory(memory.withPeople(memory.people().withDialogues(dialogues))));
    }

    /** Null where the run has asked nothing. */
    static @Nullable Dialogue of(Turn turn, UUID instance) {
        for (Dialogue dialogue : turn.state().memory().people().dialogues()) {
            if (dialogue.instance().equals(instance)) {
                return dialogue;
            }
        }
        return null;
    }

    /** The run goes elsewhere. */
    static void forget(Turn turn, UUID instance) {
        if (of(turn, instance) != null) {
            become(turn, others(turn, instance));
        }
    }

    /** Remembers under which ids the provider has a question: the answer may name it. */
    static void reported(Turn turn, Outstanding message, Signal.Receipt receipt) {
        String ids = receipt.details().shown().get(IDS);
        Dialogue dialogue = ids == null ? null : of(turn, message.instance());
        Instance run = turn.instance(message.instance()).orElse(null);
        if (ids == null
                || dialogue == null
                || run == null
                || !questions(turn, run, dialogue, message.channel()).contains(message.id())) {
            return;
        }
        List<Long> known = new ArrayList<>(dialogue.providerIds());
        for (String id : ids.split(" ", MOST_IDS)) {
            long hash = Ids.hash(id);
            if (!known.contains(hash) && known.size() < MOST_IDS) {
                known.add(hash);
            }
        }
        put(turn, new Dialogue(dialogue.instance(), dialogue.times(), known));
    }

    /**
     * The run whose question a message answers: the one that it replies to, where the provider says so; else the one that asked last. Null
     * where none has asked in this channel, and for a STOP or START, which is no answer.
     */
    static @Nullable Instance addressee(Turn turn, Channel channel, Inbound inbound) {
        People people = turn.state().memory().people();
        if (people.dialogues().isEmpty() || inbound.word() != null || !isSaid(inbound.kind())) {
            return null;
        }
        String replyTo = inbound.reference().replyTo();
        Instance last = null;
        Instant lastAt = Instant.MIN;
        for (Dialogue dialogue : people.dialogues()) {
            Instance run = turn.instance(dialogue.instance()).orElse(null);
            Instant at = run == null ? null : askedAt(turn, run, dialogue, channel);
            if (at != null && replyTo != null && dialogue.providerIds().contains(Ids.hash(replyTo))) {
                return run;
            }
            if (at != null && !at.isBefore(lastAt)) {
                last = run;
                lastAt = at;
            }
        }
        return last;
    }

    private static boolean isSaid(Inbound.Kind kind) {
        return switch (kind) {
            case TEXT, BUTTON -> true;
            case START, BLOCK -> false;
        };
    }

    /** The time at which the run asked last in this channel; null where it has not. */
    private static @Nullable Instant askedAt(Turn turn, Instance run, Dialogue dialogue, Channel channel) {
        return questions(turn, run, dialogue, channel).stream()
                .flatMap(id -> turn.message(id).stream())
                .map(Outstanding::sentAt)
                .findFirst()
                .orElse(null);
    }

    /** The ids of the messages with which the run asks, or would have asked, in this channel; the last one first. */
    private static List<UUID> questions(Turn turn, Instance run, Dialogue dialogue, Channel channel) {
        return IntStream.range(0, dialogue.times())
                .mapToObj(times -> run.at(run.step(), run.iteration() - times, run.position()))
                .map(asking -> MessageIds.of(turn, asking, asking.step(), channel))
                .toList();
    }
}
