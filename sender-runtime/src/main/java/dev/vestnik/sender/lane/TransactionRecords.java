package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.lane.LaneTransaction.Begin;
import dev.vestnik.sender.lane.LaneTransaction.Change;
import dev.vestnik.sender.lane.LaneTransaction.End;
import dev.vestnik.sender.lane.LaneTransaction.SetAside;
import dev.vestnik.sender.lane.LaneTransaction.Withdraw;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serialises the records of a lane transaction before its Kafka transaction begins. An end that cannot be written would break every later
 * session too: its record is set aside, with the plainest receipt that says the same.
 */
final class TransactionRecords {
    private static final Logger log = LoggerFactory.getLogger(TransactionRecords.class);
    /** The bound of one record in bytes; the topics take a little more. */
    private static final int LARGEST = 1_000_000;

    private final LaneContext context;
    private final ReceiptWriter receipts;

    TransactionRecords(LaneContext context, ReceiptWriter receipts) {
        this.context = context;
        this.receipts = receipts;
    }

    /** @throws RegistryUnavailableException when the records can only be written later */
    List<ProducerRecord<byte[], byte[]>> of(LaneTransaction transaction) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        transaction.ledgers().forEach(ledger -> records.addAll(ledger.aside().deadLetters()));
        transaction.kept().forEach(closing -> records.add(record(closing)));
        transaction.replaceChanges(change -> {
            Written written = written(change);
            records.addAll(written.records());
            return written.change();
        });
        return records;
    }

    private record Written(Change change, List<ProducerRecord<byte[], byte[]>> records) {}

    private Written written(Change change) {
        try {
            return new Written(change, records(change));
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.error(
                    "lane={} offset={} end=not-written",
                    context.lane(),
                    change.pending().offset(),
                    e);
            return plainly(change, new PoisonException("end-not-written", e.toString()));
        }
    }

    private Written plainly(Change change, PoisonException poison) {
        SetAside without = new SetAside(change.pending(), poison, null);
        if (change
                instanceof End(PendingRecord pending, LaneMessage message, MessageOutcome outcome, var openAttempt)) {
            SetAside plain = new SetAside(pending, poison, new End(pending, message, plain(outcome), openAttempt));
            try {
                return new Written(plain, records(plain));
            } catch (RegistryUnavailableException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                log.error("lane={} offset={} receipt=not-written", context.lane(), pending.offset(), e);
            }
        }
        return new Written(without, records(without));
    }

    /** The same outcome without the provider's words. */
    private static MessageOutcome plain(MessageOutcome outcome) {
        return switch (outcome) {
            case MessageOutcome.Accepted(Outcome.Accepted _, String gateway) -> new MessageOutcome.InDoubt(gateway);
            case MessageOutcome.Rejected _, MessageOutcome.Broken _ -> new MessageOutcome.Broken();
            case MessageOutcome.Expired _ -> outcome;
            case MessageOutcome.Revoked _ -> new MessageOutcome.Expired();
            case MessageOutcome.InDoubt _ -> new MessageOutcome.InDoubt(null);
        };
    }

    private List<ProducerRecord<byte[], byte[]>> records(Change change) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        switch (change) {
            case End end -> {
                records.add(bounded(receipts.record(end)));
                if (end.openAttempt() != null) {
                    end.openAttempt().closing().forEach(closing -> records.add(bounded(record(closing))));
                }
            }
            case SetAside(PendingRecord pending, PoisonException poison, End end) -> {
                records.add(deadLetter(pending, poison));
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

    private ProducerRecord<byte[], byte[]> deadLetter(PendingRecord pending, PoisonException poison) {
        String topic =
                context.kafka().layout().name(Topics.deadLetters(context.lane().messages()));
        boolean code = context.lane().messageClass() == MessageClass.codes; // a verification code is kept nowhere
        ConsumerRecord<byte[], byte[]> record = pending.record();
        return DeadLetterRecords.of(topic, record, code ? null : record.value(), poison);
    }
}
