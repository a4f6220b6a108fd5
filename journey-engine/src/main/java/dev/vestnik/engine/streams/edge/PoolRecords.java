package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.ToPool;
import dev.vestnik.engine.streams.edge.Incoming.ToPool.Asker;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.OfferNews;
import dev.vestnik.rules.offer.PoolDecided;
import dev.vestnik.rules.offer.PoolDecided.Reply;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.schemas.engine.AddCodes;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.CountCodes;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.ForgetHolder;
import dev.vestnik.schemas.engine.GiveBack;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.RedeemCode;
import dev.vestnik.schemas.engine.Refused;
import dev.vestnik.schemas.engine.Take;
import dev.vestnik.schemas.message.MessageHeader;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Converts the questions, notices and answers of pools of offers to commands. */
public final class PoolRecords {
    private static final Owner ANY = Offer.pool("");

    private PoolRecords() {}

    /** Whether a command is for a pool. */
    static boolean isOfPool(MessageHeader header) {
        return header.getShop().isEmpty() && header.getCustomerId().startsWith(ANY.toString());
    }

    /** A command to a pool that nobody answers. */
    public static EngineCommand told(String offer, PoolWord word, String id, Instant now) {
        return asked(offer, word, new Asker(id, ""), now);
    }

    /**
     * A command to a pool.
     *
     * @throws IllegalArgumentException for what a customer's run alone asks
     */
    public static EngineCommand asked(String offer, PoolWord word, Asker asker, Instant now) {
        return new EngineCommand(
                OutgoingCommands.header(Offer.pool(offer).toString(), "pool/" + asker.askId(), now),
                new Ask(asker.askId(), asker.key(), request(word)));
    }

    private static SpecificRecord request(PoolWord word) {
        return switch (word) {
            case PoolWord.Add(var codes) -> new AddCodes(codes);
            case PoolWord.Redeem(var code, var customer, var order, var done) ->
                new RedeemCode(code, customer.toString(), order, done);
            case PoolWord.Forget(var code, var claim) -> new ForgetHolder(code, claim.toString());
            case PoolWord.Count count -> new CountCodes();
            case PoolWord.Take take -> throw new IllegalArgumentException("a run asks for a code by Effect.Ask");
            case PoolWord.GiveBack back -> throw new IllegalArgumentException("a run gives back by Effect.GiveBack");
        };
    }

    /** @throws IllegalArgumentException when it says what cannot be (poison) */
    static Incoming read(MessageHeader header, Ask ask) {
        PoolWord word = word(ask);
        String offer = Owner.parse(header.getCustomerId()).key();
        return word == null
                ? new Incoming.Unknown()
                : new ToPool(offer, word, new Asker(ask.getAskId(), ask.getAsker(), revision(ask)));
    }

    static long revision(Ask ask) {
        return ask.getRequest() instanceof Take take ? take.getRevision() : 0;
    }

    /** Null for what a later version asks. */
    private static @Nullable PoolWord word(Ask ask) {
        return switch (ask.getRequest()) {
            case Take take -> new PoolWord.Take(id(ask), CustomerKey.parse(ask.getAsker()));
            case GiveBack back -> new PoolWord.GiveBack(id(ask));
            case AddCodes add -> new PoolWord.Add(add.getCodes());
            case RedeemCode redeem ->
                new PoolWord.Redeem(
                        redeem.getCode(), CustomerKey.parse(redeem.getCustomer()), redeem.getOrder(), redeem.getDone());
            case ForgetHolder forget -> new PoolWord.Forget(forget.getCode(), UUID.fromString(forget.getClaim()));
            case CountCodes count -> new PoolWord.Count();
            default -> null;
        };
    }

    private static AskId id(Ask ask) {
        AskId id = AskId.parse(ask.getAskId());
        if (id == null || id.owner().kind() != OwnerKind.OFFER_POOL) {
            throw new IllegalArgumentException("a question to a pool with the id of none");
        }
        return id;
    }

    /** The answer to a question; null where nobody waits for one. */
    public static @Nullable EngineCommand answer(PoolDecided decided, Asker asker, Instant now) {
        Reply reply = decided.reply();
        return reply == null || asker.key().isEmpty() ? null : answer(reply, asker, now);
    }

    private static EngineCommand answer(Reply reply, Asker asker, Instant now) {
        return switch (reply) {
            case Reply.Given(var result) ->
                new EngineCommand(
                        OutgoingCommands.header(asker.key(), "granted/" + asker.askId(), now),
                        new Granted(asker.askId(), JsonValues.text(result)));
            case Reply.Denied(var reason, var detail) ->
                new EngineCommand(
                        OutgoingCommands.header(asker.key(), "refused/" + asker.askId(), now),
                        new Refused(asker.askId(), reason.label(), detail));
        };
    }

    public static EngineCommand news(PoolDecided.Told told, Instant now) {
        OfferNews news = told.news();
        return new EngineCommand(
                OutgoingCommands.header(told.customer().toString(), "redeemed/" + news.claim(), now),
                new dev.vestnik.schemas.engine.OfferNews(
                        news.offer(), news.code(), news.claim().toString(), news.order(), news.at()));
    }

    static OfferNews read(dev.vestnik.schemas.engine.OfferNews news) {
        return new OfferNews(
                news.getOffer(), news.getCode(), UUID.fromString(news.getClaim()), news.getOrder(), news.getAt());
    }
}
