package dev.vestnik.engine.support;

import dev.vestnik.engine.streams.edge.Incoming.ToPool.Asker;
import dev.vestnik.engine.streams.edge.OutgoingCommands;
import dev.vestnik.engine.streams.edge.PoolRecords;
import dev.vestnik.engine.streams.edge.VerificationRecords;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.verification.VerificationRules;
import dev.vestnik.rules.verification.VerificationWord;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** Asks a customer, or the pool of an offer, for something over {@code engine.commands} and waits for the answer. */
final class Asking {
    private final CustomerRecords records;
    private final ReplyListener answers;
    private final InstantSource clock;
    private final Duration patience;

    Asking(CustomerRecords records, ReplyListener answers, InstantSource clock, Duration patience) {
        this.records = records;
        this.answers = answers;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Asks, and waits a while.
     *
     * @param askId makes the request idempotent
     * @return empty where there is no answer yet; the request stands
     */
    Optional<OwnerReply> ask(String askId, CustomerKey customer, Request.OfCustomer request)
            throws InterruptedException {
        return ask(askId, customer.toString(), command(askId, customer, request));
    }

    /** Asks the pool of an offer, likewise. */
    Optional<OwnerReply> ask(String askId, String offer, PoolWord word) throws InterruptedException {
        Asker asker = new Asker(askId, answers.asker());
        return ask(askId, Offer.pool(offer).toString(), PoolRecords.asked(offer, word, asker, clock.instant()));
    }

    /** Asks those who keep the codes of a shop, likewise. */
    Optional<OwnerReply> ask(String shop, VerificationWord word) throws InterruptedException {
        String owner = VerificationRules.owner(shop).toString();
        return ask(word.askId(), owner, VerificationRecords.asked(shop, word, answers.asker(), clock.instant()));
    }

    private Optional<OwnerReply> ask(String askId, String owner, EngineCommand command) throws InterruptedException {
        if (!answers.listening(patience)) {
            throw new KafkaException("the answers cannot be read now");
        }
        CompletableFuture<OwnerReply> answer = answers.expect(askId);
        try {
            records.write(Topics.COMMANDS, owner, command);
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never fails", e);
        } finally {
            answers.forget(askId);
        }
    }

    private EngineCommand command(String askId, CustomerKey customer, Request.OfCustomer request) {
        MessageHeader header =
                new MessageHeader(askId, customer.shop(), customer.customerId(), clock.instant(), "engine-api");
        return new EngineCommand(header, new Ask(askId, answers.asker(), OutgoingCommands.request(request)));
    }
}
