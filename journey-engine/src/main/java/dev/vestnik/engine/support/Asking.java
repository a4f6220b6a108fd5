package dev.vestnik.engine.support;

import dev.vestnik.rules.customer.CustomerKey;
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
import org.apache.avro.specific.SpecificRecord;

/** Asks a customer's owner for something over {@code engine.commands} and waits for the answer. */
final class Asking {
    private final CustomerRecords records;
    private final Answers answers;
    private final InstantSource clock;
    private final Duration patience;

    Asking(CustomerRecords records, Answers answers, InstantSource clock, Duration patience) {
        this.records = records;
        this.answers = answers;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Asks, and waits a while.
     *
     * @param askId makes the request idempotent
     * @param request a branch of {@code Ask.request}
     * @return empty where there is no answer yet; the request stands
     */
    Optional<Answer> ask(String askId, CustomerKey customer, SpecificRecord request) throws InterruptedException {
        answers.listening(patience);
        CompletableFuture<Answer> answer = answers.expect(askId);
        try {
            records.write(Topics.COMMANDS, customer, command(askId, customer, request));
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never fails", e);
        } finally {
            answers.forget(askId);
        }
    }

    private EngineCommand command(String askId, CustomerKey customer, SpecificRecord request) {
        MessageHeader header =
                new MessageHeader(askId, customer.shop(), customer.customerId(), clock.instant(), "engine-api");
        return new EngineCommand(header, new Ask(askId, answers.asker(), request));
    }
}
