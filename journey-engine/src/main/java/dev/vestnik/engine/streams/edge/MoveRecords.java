package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.owner.MoveWord;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.MovePart;
import dev.vestnik.schemas.engine.MoveWordKind;
import dev.vestnik.schemas.engine.Relayed;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.shop.EventHeader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Moves of visitors to the customers who they turned out to be, as commands. */
public final class MoveRecords {
    /** A state has a megabyte at most; its parts leave room for what else is on its way to the customer. */
    static final int LARGEST_PART = 256 * 1024;

    private MoveRecords() {}

    /**
     * The parts of a visitor's state, in their order.
     *
     * @param state in bytes
     */
    public static List<EngineCommand> parts(CustomerKey visitor, Effect.MoveOut out, byte[] state, Instant now) {
        int parts = Math.max(1, Math.ceilDiv(state.length, LARGEST_PART));
        List<EngineCommand> commands = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            int from = i * LARGEST_PART;
            ByteBuffer part = ByteBuffer.wrap(state, from, Math.min(LARGEST_PART, state.length - from));
            String id = "move/" + out.move() + "/" + (i + 1);
            commands.add(new EngineCommand(
                    OutgoingCommands.header(out.to().toString(), id, now),
                    new MovePart(out.move().toString(), visitor.toString(), i + 1, parts, part.slice())));
        }
        return commands;
    }

    public static EngineCommand word(CustomerKey from, Effect.TellMove tell, Instant now) {
        String id = "move/" + tell.move() + "/" + tell.word();
        MoveWordKind kind = MoveWordKind.valueOf(tell.word().name());
        return new EngineCommand(
                OutgoingCommands.header(tell.to().toString(), id, now),
                new dev.vestnik.schemas.engine.MoveWord(tell.move().toString(), from.toString(), kind));
    }

    /** @param value of the record that came to the visitor's key */
    public static EngineCommand relayed(CustomerKey visitor, CustomerKey to, Origin origin, byte[] value, Instant now) {
        String id = "relayed/" + origin.topic() + "-" + origin.partition() + "@" + origin.offset();
        return new EngineCommand(
                OutgoingCommands.header(to.toString(), id, now),
                new Relayed(visitor.toString(), origin.topic(), origin.recordedAt(), ByteBuffer.wrap(value)));
    }

    /** A code that came to a visitor's key, as it goes to the customer's. */
    public static CodeEvent relayed(CodeEvent code, CustomerKey to) {
        EventHeader header = code.getHeader();
        return new CodeEvent(
                new EventHeader(
                        header.getEventId(), to.shop(), to.customerId(), header.getOccurredAt(), header.getSource()),
                code.getPayload());
    }

    /** @param topic its name on the cluster */
    public record Origin(String topic, int partition, long offset, Instant recordedAt) {}

    static Incoming read(CustomerKey customer, MovePart part) {
        return new Incoming.MovePart(
                customer,
                CustomerKey.parse(part.getVisitor()),
                UUID.fromString(part.getMove()),
                part.getNumber(),
                part.getParts(),
                bytes(part.getState()));
    }

    static Signal read(dev.vestnik.schemas.engine.MoveWord word) {
        return new Signal.MoveSaid(
                CustomerKey.parse(word.getFrom()),
                UUID.fromString(word.getMove()),
                MoveWord.valueOf(word.getKind().name()));
    }

    static Incoming read(CustomerKey customer, Relayed relayed) {
        return new Incoming.Relayed(customer, relayed.getTopic(), relayed.getRecordedAt(), bytes(relayed.getValue()));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
