package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.schemas.engine.AddressStanding;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.ConfirmErased;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.GiveBack;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.Lookup;
import dev.vestnik.schemas.engine.MoveOut;
import dev.vestnik.schemas.engine.Refused;
import dev.vestnik.schemas.engine.Resolution;
import dev.vestnik.schemas.engine.ResolveStuck;
import dev.vestnik.schemas.engine.SendByHand;
import dev.vestnik.schemas.engine.Take;
import dev.vestnik.schemas.message.MessageHeader;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes what keys ask each other and answer. The record's key is whom it is for; a customer is named in the header, another owner and
 * the API have an empty shop there.
 */
public final class OutgoingCommands {
    private OutgoingCommands() {}

    public static EngineCommand ask(CustomerKey asker, Effect.Ask ask, Instant now) {
        return new EngineCommand(
                header(ask.owner().toString(), "ask/" + ask.askId(), now),
                new Ask(ask.askId(), asker.toString(), request(ask.request())));
    }

    public static EngineCommand giveBack(CustomerKey asker, Effect.GiveBack back, Instant now) {
        return new EngineCommand(
                header(back.owner().toString(), "give-back/" + back.askId(), now),
                new Ask(back.askId(), asker.toString(), new GiveBack(0L)));
    }

    /** A branch of {@code Ask.request}. */
    public static SpecificRecord request(Request request) {
        return switch (request) {
            case Request.SendByHand byHand ->
                new SendByHand(
                        byHand.template(),
                        byHand.channels().stream().map(Channel::label).toList(),
                        Channels.of(byHand.messageClass()),
                        byHand.topic(),
                        JsonValues.text(byHand.variables()),
                        byHand.requestedBy());
            case Request.ResolveStuck resolve ->
                new ResolveStuck(
                        resolve.instance().toString(),
                        switch (resolve.resolution()) {
                            case RETRY -> Resolution.RETRY;
                            case END -> Resolution.END;
                        },
                        resolve.requestedBy());
            case Request.AddressStanding standing -> new AddressStanding();
            case Request.Lookup(var source, var params, var due) -> new Lookup(source, JsonValues.text(params), due);
            case Request.Recommend recommend -> RecommendRecords.request(recommend);
            case Request.HandleTask handle -> TaskRecords.request(handle);
            case Request.Take take -> new Take(take.amount(), take.revision());
            case Request.MoveOut out -> new MoveOut();
            case Request.ConfirmErased(var source, var eventId) -> new ConfirmErased(source, eventId);
        };
    }

    public static EngineCommand granted(Effect.Grant grant, Instant now) {
        return new EngineCommand(
                header(grant.asker(), "granted/" + grant.askId(), now),
                new Granted(grant.askId(), JsonValues.text(grant.result())));
    }

    public static EngineCommand refused(Effect.Refuse refuse, Instant now) {
        return new EngineCommand(
                header(refuse.asker(), "refused/" + refuse.askId(), now),
                new Refused(refuse.askId(), refuse.reason().label(), refuse.detail()));
    }

    static MessageHeader header(String key, String eventId, Instant now) {
        int slash = key.indexOf('/');
        boolean customer = slash > 0;
        return new MessageHeader(
                eventId,
                customer ? key.substring(0, slash) : "",
                customer ? key.substring(slash + 1) : key,
                now,
                OutgoingMessages.SOURCE);
    }
}
