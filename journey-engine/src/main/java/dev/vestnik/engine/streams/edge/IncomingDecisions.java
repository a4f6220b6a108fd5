package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.journey.JourneyClass;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads decisions back that the engine wrote, for those who ask after they have left the timeline. */
public final class IncomingDecisions {
    private IncomingDecisions() {}

    /** @throws IllegalArgumentException where a later version wrote what this one does not know */
    public static Decision read(dev.vestnik.schemas.engine.Decision record) {
        return new Decision(
                Decision.Outcome.valueOf(record.getOutcome().name()),
                record.getReason(),
                about(record),
                message(record),
                record.getGates().stream()
                        .map(gate -> new Decision.Verdict(gate.getGate(), gate.getVerdict(), gate.getInputs()))
                        .toList(),
                record.getInputs(),
                record.getCause(),
                record.getCauseId(),
                record.getRevision(),
                record.getHeader().getOccurredAt(),
                record.getNominalAt());
    }

    /** The number on the customer's timeline: see {@link OutgoingDecisions}. */
    public static int sequence(dev.vestnik.schemas.engine.Decision record) {
        String id = record.getHeader().getEventId();
        int from = id.lastIndexOf('#');
        return Integer.parseInt(id.substring(from + 1, id.indexOf('@', from)));
    }

    private static @Nullable About about(dev.vestnik.schemas.engine.Decision record) {
        return record.getJourney() == null || record.getVersion() == null || record.getInstance() == null
                ? null
                : new About(
                        record.getJourney(),
                        record.getVersion(),
                        UUID.fromString(record.getInstance()),
                        record.getStep());
    }

    private static @Nullable MessageFacts message(dev.vestnik.schemas.engine.Decision record) {
        String channel = record.getChannel();
        if (channel == null) {
            return null;
        }
        return new MessageFacts(
                record.getMessageId() == null ? null : UUID.fromString(record.getMessageId()),
                record.getAttempt() == null ? 0 : record.getAttempt(),
                Channel.labelled(channel).orElseThrow(() -> new IllegalArgumentException("no channel " + channel)),
                record.getMessageClass() == null ? JourneyClass.SERVICE : Channels.of(record.getMessageClass()),
                Objects.requireNonNullElse(record.getTemplate(), ""));
    }
}
