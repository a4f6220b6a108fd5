package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.AskedOfAddress;
import dev.vestnik.engine.streams.edge.Incoming.NotOurs;
import dev.vestnik.engine.streams.edge.Incoming.OfAddress;
import dev.vestnik.engine.streams.edge.Incoming.Said;
import dev.vestnik.engine.streams.edge.Incoming.Unknown;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.schemas.engine.AddressStanding;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.CompanionWord;
import dev.vestnik.schemas.engine.ConfirmErased;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.GiveBack;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.HandleTask;
import dev.vestnik.schemas.engine.InterestWord;
import dev.vestnik.schemas.engine.Lookup;
import dev.vestnik.schemas.engine.MoveOut;
import dev.vestnik.schemas.engine.MovePart;
import dev.vestnik.schemas.engine.MoveWord;
import dev.vestnik.schemas.engine.OfferNews;
import dev.vestnik.schemas.engine.ProductNews;
import dev.vestnik.schemas.engine.ProductUpdate;
import dev.vestnik.schemas.engine.Refused;
import dev.vestnik.schemas.engine.Relayed;
import dev.vestnik.schemas.engine.ResolveStuck;
import dev.vestnik.schemas.engine.SendByHand;
import dev.vestnik.schemas.engine.SendCode;
import dev.vestnik.schemas.engine.Take;
import dev.vestnik.schemas.engine.VerifyCode;
import dev.vestnik.schemas.engine.Written;
import dev.vestnik.schemas.message.MessageHeader;
import java.util.List;
import java.util.UUID;

/** Reads what keys ask each other and answer. Whom an answer is for is said by the header, like everywhere. */
final class IncomingCommands {
    private IncomingCommands() {}

    static Incoming read(EngineCommand command) {
        MessageHeader header = command.getHeader();
        return switch (command.getPayload()) {
            case Ask ask
            when ask.getRequest() instanceof SendByHand byHand ->
                new Said(customer(header), asked(ask, request(byHand)));
            case Ask ask
            when ask.getRequest() instanceof ResolveStuck resolve ->
                new Said(customer(header), asked(ask, request(resolve)));
            case Ask ask
            when ask.getRequest() instanceof HandleTask handle ->
                new Said(customer(header), asked(ask, TaskRecords.read(handle)));
            case Ask ask
            when ask.getRequest() instanceof AddressStanding ->
                new AskedOfAddress(AddressKey.parse(header.getCustomerId()), ask.getAskId(), ask.getAsker());
            case Ask ask when ProductRecords.isOfProduct(header) -> ProductRecords.read(header, ask);
            case Ask ask when ask.getRequest() instanceof Lookup -> new NotOurs();
            case Ask ask when PoolRecords.isOfPool(header) -> PoolRecords.read(header, ask);
            case Ask ask
            when ask.getRequest() instanceof SendCode || ask.getRequest() instanceof VerifyCode ->
                VerificationRecords.read(header, ask);
            case OfferNews news -> new Said(customer(header), new Signal.Redeemed(PoolRecords.read(news)));
            case Ask ask
            when ask.getRequest() instanceof Take && BudgetLeases.isOfBudget(header) -> BudgetLeases.read(header, ask);
            case Ask ask
            when ask.getRequest() instanceof GiveBack back && BudgetLeases.isOfBudget(header) ->
                BudgetLeases.putBack(header, back);
            case Granted granted
            when BudgetLeases.isLease(granted.getAskId()) ->
                BudgetLeases.read(customer(header), granted.getAskId(), JsonValues.object(granted.getResult()));
            case Refused refused
            when BudgetLeases.isLease(refused.getAskId()) ->
                BudgetLeases.read(customer(header), refused.getAskId(), null);
            case Ask ask
            when ask.getRequest() instanceof MoveOut -> new Said(customer(header), asked(ask, new Request.MoveOut()));
            case Ask ask
            when ask.getRequest() instanceof ConfirmErased confirm ->
                new Said(
                        customer(header),
                        asked(ask, new Request.ConfirmErased(confirm.getSource(), confirm.getEventId())));
            case MovePart part -> MoveRecords.read(customer(header), part);
            case MoveWord word -> new Said(customer(header), MoveRecords.read(word));
            case Relayed relayed -> MoveRecords.read(customer(header), relayed);
            case Granted granted ->
                answer(header, new Signal.Granted(granted.getAskId(), JsonValues.object(granted.getResult())));
            case Refused refused -> answer(header, new Signal.Refused(refused.getAskId(), refused.getReason()));
            case dev.vestnik.schemas.engine.AddressWord word ->
                new OfAddress(AddressKey.parse(header.getCustomerId()), AddressRecords.read(word));
            case dev.vestnik.schemas.engine.AddressNews news ->
                new Said(customer(header), new Signal.Heard(header.getEventId(), AddressRecords.read(news)));
            case Written written -> WrittenRecords.read(header, written);
            case ProductUpdate update -> ProductRecords.read(header, update);
            case InterestWord word -> ProductRecords.read(header, word);
            case ProductNews news -> ProductRecords.read(header, news);
            case CompanionWord word -> RecommendRecords.read(header, word);
            default -> new Unknown();
        };
    }

    private static Incoming answer(MessageHeader header, Signal signal) {
        return header.getShop().isEmpty() ? new NotOurs() : new Said(customer(header), signal);
    }

    private static CustomerKey customer(MessageHeader header) {
        return new CustomerKey(header.getShop(), header.getCustomerId());
    }

    private static Signal asked(Ask ask, Request.OfCustomer request) {
        return new Signal.Asked(ask.getAskId(), ask.getAsker(), request);
    }

    private static Request.OfCustomer request(ResolveStuck resolve) {
        return new Request.ResolveStuck(
                UUID.fromString(resolve.getInstance()),
                switch (resolve.getResolution()) {
                    case RETRY -> Request.Resolution.RETRY;
                    case END -> Request.Resolution.END;
                },
                resolve.getRequestedBy());
    }

    private static Request.OfCustomer request(SendByHand byHand) {
        List<Channel> channels = byHand.getChannels().stream()
                .map(label -> Channel.labelled(label)
                        .orElseThrow(() -> new IllegalArgumentException("there is no channel " + label)))
                .toList();
        return new Request.SendByHand(
                byHand.getTemplate(),
                channels,
                Channels.of(byHand.getMessageClass()),
                byHand.getTopic(),
                JsonValues.object(byHand.getVariables()),
                byHand.getRequestedBy());
    }
}
