package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.Said;
import dev.vestnik.engine.streams.edge.Incoming.ToAddress;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.address.Inbound.Kind;
import dev.vestnik.rules.address.Inbound.Reference;
import dev.vestnik.rules.address.Inbound.Word;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.Written;
import dev.vestnik.schemas.engine.WrittenWord;
import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.MessageHeader;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts inbound messages to commands for the address's owner and its customers; they carry the address's hash, not the address. */
public final class WrittenRecords {
    private WrittenRecords() {}

    /**
     * The command that tells the owner of an inbound message's address of it; empty where the engine does not know its channel.
     *
     * @param recordedAt Kafka's timestamp of the message
     * @throws IllegalArgumentException when it says what cannot be (poison)
     */
    public static Optional<EngineCommand> toOwner(InboundMessage message, Instant recordedAt, Instant now) {
        return Channel.labelled(message.getChannel())
                .filter(channel -> channel != Channel.PUSH) // a device has nobody who writes
                .map(channel -> toOwner(message, address(message, channel), recordedAt, now));
    }

    private static EngineCommand toOwner(InboundMessage message, AddressKey address, Instant recordedAt, Instant now) {
        Kind kind = kind(message.getKind());
        Inbound inbound = new Inbound(
                message.getEventId(),
                kind,
                Inbound.meaning(kind, message.getText()),
                message.getText(),
                new Reference(message.getProviderId(), message.getReplyTo()),
                message.getOccurredAt(),
                recordedAt);
        return command(address.toString(), address, inbound, now);
    }

    private static AddressKey address(InboundMessage message, Channel channel) {
        if (message.getAddress().isBlank()) {
            throw new IllegalArgumentException("an inbound message from no address");
        }
        String shop = new CustomerKey(message.getShop(), "-").shop(); // says what is wrong with it
        return AddressKey.of(shop, channel, message.getAddress());
    }

    /** The command that tells a customer who has the address. */
    public static EngineCommand toCustomer(CustomerKey customer, AddressKey address, Inbound inbound, Instant now) {
        return command(customer.toString(), address, inbound, now);
    }

    private static EngineCommand command(String to, AddressKey address, Inbound inbound, Instant now) {
        return new EngineCommand(
                OutgoingCommands.header(to, "inbound/" + inbound.eventId(), now),
                new Written(
                        inbound.eventId(),
                        address.toString(),
                        InboundKind.valueOf(inbound.kind().name()),
                        inbound.word() == null
                                ? null
                                : WrittenWord.valueOf(inbound.word().name()),
                        inbound.text(),
                        inbound.reference().providerId(),
                        inbound.reference().replyTo(),
                        inbound.occurredAt(),
                        inbound.recordedAt()));
    }

    static Incoming read(MessageHeader header, Written written) {
        AddressKey address = AddressKey.parse(written.getAddress());
        Inbound inbound = new Inbound(
                written.getEventId(),
                kind(written.getKind()),
                word(written.getWord()),
                written.getText(),
                new Reference(written.getProviderId(), written.getReplyTo()),
                written.getOccurredAt(),
                written.getRecordedAt());
        return header.getShop().isEmpty()
                ? new ToAddress(address, inbound)
                : new Said(
                        new CustomerKey(header.getShop(), header.getCustomerId()), new Signal.Wrote(address, inbound));
    }

    private static @Nullable Word word(@Nullable WrittenWord word) {
        return word == null ? null : Word.valueOf(word.name());
    }

    private static Kind kind(InboundKind kind) {
        return Kind.valueOf(kind.name());
    }
}
