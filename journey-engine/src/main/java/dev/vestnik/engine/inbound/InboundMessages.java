package dev.vestnik.engine.inbound;

import dev.vestnik.engine.reader.CommandForwarding;
import dev.vestnik.engine.streams.edge.WrittenRecords;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.time.Instant;
import java.util.Optional;

/** Commands that tell the owner of an address the messages that people sent from it. */
final class InboundMessages implements CommandForwarding.Source<InboundMessage> {
    private final InboundMetrics metrics;

    InboundMessages(InboundMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Topic topic() {
        return Topics.INBOUND;
    }

    @Override
    public Optional<EngineCommand> command(InboundMessage message, Instant recordedAt, Instant now) {
        Optional<EngineCommand> command = WrittenRecords.toOwner(message, recordedAt, now);
        if (command.isEmpty()) {
            metrics.unknownChannel();
        }
        return command;
    }

    @Override
    public void unreadable(Throwable cause) {
        metrics.unreadable(cause);
    }
}
