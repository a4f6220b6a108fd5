package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.lane.Round.Begin;
import dev.vestnik.sender.lane.Round.End;
import dev.vestnik.sender.lane.Round.SetAside;
import dev.vestnik.sender.lane.Round.Step;
import dev.vestnik.sender.lane.Round.Withdraw;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serialises what a round says about its messages, before the transaction begins. An end that cannot be written would break every session
 * after this one too: its record is set aside, with the plainest receipt that says as much.
 */
final class RoundRecords {
    private static final Logger log = LoggerFactory.getLogger(RoundRecords.class);
    /** Of one record; the topics take a little more. */
    private static final int LARGEST = 1_000_000;

    private final LaneContext context;
    private final ReceiptWriter receipts;

    RoundRecords(LaneContext context, ReceiptWriter receipts) {
        this.context = context;
        this.receipts = receipts;
    }

    /** @throws RegistryUnavailableException when they can only be written later */
    List<ProducerRecord<byte[], byte[]>> of(Round round) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        round.ledgers().forEach(ledger -> records.addAll(ledger.aside().letters()));
        round.replaceSteps(step -> {
            Written written = written(step);
            records.addAll(written.records());
            return written.step();
        });
        return records;
    }

    private record Written(Step step, List<ProducerRecord<byte[], byte[]>> records) {}

    private Written written(Step step) {
        try {
            return new Written(step, records(step));
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.error(
                    "lane={} offset={} end=not-written",
                    context.lane(),
                    step.tracked().offset(),
                    e);
            return plainly(step, new PoisonException("end-not-written", e.toString()));
        }
    }

    private Written plainly(Step step, PoisonException poison) {
        SetAside without = new SetAside(step.tracked(), poison, null);
        if (step instanceof End(Tracked tracked, Letter letter, Verdict verdict, var sending)) {
            SetAside plain = new SetAside(tracked, poison, new End(tracked, letter, plain(verdict), sending));
            try {
                return new Written(plain, records(plain));
            } catch (RegistryUnavailableException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                log.error("lane={} offset={} receipt=not-written", context.lane(), tracked.offset(), e);
            }
        }
        return new Written(without, records(without));
    }

    /** Without anything that a provider said. */
    private static Verdict plain(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(Outcome.Accepted _, String gateway) -> new Verdict.InDoubt(gateway);
            case Verdict.Rejected _, Verdict.Broken _ -> new Verdict.Broken();
            case Verdict.Expired _ -> verdict;
            case Verdict.Revoked _ -> new Verdict.Expired();
            case Verdict.InDoubt _ -> new Verdict.InDoubt(null);
        };
    }

    private List<ProducerRecord<byte[], byte[]>> records(Step step) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        switch (step) {
            case End end -> {
                records.add(bounded(receipts.record(end)));
                if (end.sending() != null) {
                    end.sending().closing().forEach(closing -> records.add(bounded(record(closing))));
                }
            }
            case SetAside(Tracked tracked, PoisonException poison, End end) -> {
                records.add(deadLetter(tracked, poison));
                if (end != null) {
                    records.add(bounded(receipts.record(end)));
                }
            }
            case Begin _, Withdraw _ -> {}
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> bounded(ProducerRecord<byte[], byte[]> record) {
        int size = record.key().length + (record.value() == null ? 0 : record.value().length);
        if (size > LARGEST) {
            throw new IllegalArgumentException("a record of " + size + " bytes for " + record.topic());
        }
        return record;
    }

    private ProducerRecord<byte[], byte[]> record(ClosingRecord closing) {
        return new ProducerRecord<>(
                context.kafka().layout().name(closing.topic()),
                closing.key().getBytes(StandardCharsets.UTF_8),
                closing.value());
    }

    private ProducerRecord<byte[], byte[]> deadLetter(Tracked tracked, PoisonException poison) {
        String topic =
                context.kafka().layout().name(Topics.deadLetters(context.lane().messages()));
        boolean code = context.lane().messageClass() == MessageClass.codes; // codes are kept nowhere
        ConsumerRecord<byte[], byte[]> record = tracked.record();
        return DeadLetters.of(topic, record, code ? null : record.value(), poison);
    }
}
