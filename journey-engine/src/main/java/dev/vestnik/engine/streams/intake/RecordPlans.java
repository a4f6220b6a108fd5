package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.StateCodec.StoredState;
import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.engine.streams.edge.MoveRecords;
import dev.vestnik.engine.streams.intake.Planner.Question;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductRules;
import dev.vestnik.rules.verification.VerificationRules;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Plans what the records of a task lead to, each under the key of the owner whom it is for. */
final class RecordPlans {
    private final CustomerTask task;
    private final EngineParts parts;

    RecordPlans(CustomerTask task) {
        this.task = task;
        this.parts = task.parts();
    }

    /** Plans the effects of a record; null where nothing happens. */
    interface Planning {
        @Nullable
        Plan plan(Definitions definitions, Instant now);
    }

    /**
     * A record that was read.
     *
     * @param key the owner's whom it is for
     */
    record Heard(Topic topic, Record<byte[], byte[]> record, RecordMetadata at, byte[] key, Planning planning) {}

    /** Null where it is for nobody here. */
    @Nullable
    Heard heard(Topic topic, Record<byte[], byte[]> record, RecordMetadata at, Incoming incoming) {
        return switch (incoming) {
            case Incoming.Said said -> {
                byte[] key = Keys.of(said.customer(), record.key());
                Planning planning = planning(said, key, record, at);
                yield new Heard(
                        topic,
                        record,
                        at,
                        key,
                        topic.equals(Topics.SHOP_CODES) ? codes(said, key, planning) : planning);
            }
            case Incoming.OfAddress(var address, var word) -> {
                byte[] key = address.toString().getBytes(StandardCharsets.UTF_8);
                yield new Heard(topic, record, at, key, planning(address, word, key));
            }
            case Incoming.AskedOfAddress asked -> {
                byte[] key = asked.address().toString().getBytes(StandardCharsets.UTF_8);
                yield new Heard(topic, record, at, key, planning(asked, key));
            }
            case Incoming.ToAddress(var address, var inbound) -> {
                byte[] key = address.toString().getBytes(StandardCharsets.UTF_8);
                yield new Heard(topic, record, at, key, planning(address, inbound, key));
            }
            case Incoming.ToPool asked -> {
                byte[] key = Offer.pool(asked.offer()).toString().getBytes(StandardCharsets.UTF_8);
                yield new Heard(topic, record, at, key, planning(asked, key));
            }
            case Incoming.ToCodes asked -> {
                byte[] key = VerificationRules.owner(asked.shop()).toString().getBytes(StandardCharsets.UTF_8);
                Planning planning = (definitions, now) -> task.codes()
                        .plan(
                                new VerificationPlanner.Question(
                                        key, task.store().state(key), asked.shop()),
                                asked,
                                definitions,
                                now);
                yield new Heard(topic, record, at, key, planning);
            }
            case Incoming.UpdatedProduct(var product, var update) -> {
                Planning planning = planning(
                        product, (question, listening) -> task.products().updated(question, update, listening));
                yield new Heard(topic, record, at, key(product), planning);
            }
            case Incoming.InterestedIn(var product, var word) -> {
                Planning planning = planning(
                        product, (question, listening) -> task.products().interested(question, word, listening.now()));
                yield new Heard(topic, record, at, key(product), planning);
            }
            case Incoming.InformedBucket(var bucket, var news) -> {
                Planning planning = planning(
                        bucket, (question, listening) -> task.products().informed(question, news, listening.now()));
                yield new Heard(topic, record, at, key(bucket), planning);
            }
            case Incoming.AskedOfProduct asked -> {
                Planning planning = planning(
                        asked.product(),
                        (question, listening) -> task.products().answer(question, asked, listening.now()));
                yield new Heard(topic, record, at, key(asked.product()), planning);
            }
            case Incoming.HadTogether had -> {
                Planning planning = (definitions, now) -> task.recommendations().together(had, now);
                yield new Heard(topic, record, at, key(had.product()), planning);
            }
            case Incoming.AskedToRecommend asked -> {
                Planning planning = (definitions, now) -> task.recommendations().asked(asked, now);
                yield new Heard(topic, record, at, key(asked.product()), planning);
            }
            case Incoming.ToBudget asked -> {
                byte[] key = asked.budget().toString().getBytes(StandardCharsets.UTF_8);
                Planning planning = (definitions, now) ->
                        task.budgets().plan(key, task.store().state(key), asked, definitions, now);
                yield new Heard(topic, record, at, key, planning);
            }
            case Incoming.PutBack(var budget, var messages) -> {
                byte[] key = budget.toString().getBytes(StandardCharsets.UTF_8);
                Planning planning = (definitions, now) ->
                        task.budgets().putBack(key, task.store().state(key), messages);
                yield new Heard(topic, record, at, key, planning);
            }
            case Incoming.Leased leased -> {
                byte[] key = Keys.of(leased.customer(), record.key());
                Planning planning = (definitions, now) -> task.budgets().leased(key, leased, now);
                yield new Heard(topic, record, at, key, planning);
            }
            case Incoming.MovePart part -> {
                byte[] key = Keys.of(part.customer(), record.key());
                yield new Heard(topic, record, at, key, planning(part, key, at));
            }
            case Incoming.Relayed relayed -> relayed(topic, record, at, relayed);
            case Incoming.Unknown unknown -> {
                parts.metrics().unknown();
                yield null;
            }
            case Incoming.NotOurs notOurs -> null; // the instance that asked reads the topic too
        };
    }

    /** A record that came to the key of a visitor who is this customer. */
    private Heard relayed(Topic topic, Record<byte[], byte[]> record, RecordMetadata at, Incoming.Relayed relayed) {
        byte[] key = Keys.of(relayed.customer(), record.key());
        return new Heard(topic, record, at, key, (definitions, now) -> {
            IndexedRecord value = parts.reader().read(relayed.topic(), relayed.value());
            Incoming incoming = IncomingRecords.read(Objects.requireNonNull(value), relayed.recordedAt());
            return incoming instanceof Incoming.Said said
                    ? planning(
                                    new Incoming.Said(
                                            relayed.customer(),
                                            new Signal.Relayed(relayed.recordedAt(), said.signal())),
                                    key,
                                    record,
                                    at)
                            .plan(definitions, now)
                    : null;
        });
    }

    private Planning planning(Incoming.Said said, byte[] key, Record<byte[], byte[]> record, RecordMetadata at) {
        return (definitions, now) -> {
            Question question = task.question(said.customer(), key, said.signal(), () -> CustomerProcessor.input(at));
            task.trial().deciding();
            Plan plan = task.planner().plan(question, definitions, now);
            if (plan != null && plan.relayTo != null) {
                relay(plan, said.customer(), plan.relayTo, record, at);
            }
            return plan;
        };
    }

    /**
     * A shop's own code goes to those who keep the codes of the shop, with the address that its customer has; that of a visitor who is a
     * customer goes on to the customer.
     */
    private Planning codes(Incoming.Said said, byte[] key, Planning otherwise) {
        return (definitions, now) -> {
            byte[] stored = task.store().state(key);
            CustomerState state = stored == null
                    ? CustomerState.NEW
                    : task.planner().read(stored).state();
            return state.ties().departure() == null
                            && said.signal() instanceof Signal.Happened(Event event, var recordedAt)
                            && definitions.level().allows(FeatureLevel.CODES)
                    ? task.codes().own(said.customer(), key, state, event)
                    : otherwise.plan(definitions, now);
        };
    }

    /** Hands a record on. A code stays in its own topic, which keeps it for minutes. */
    private void relay(
            Plan plan, CustomerKey visitor, CustomerKey to, Record<byte[], byte[]> record, RecordMetadata at) {
        if (parts.source(at.topic()).equals(Topics.SHOP_CODES)) {
            IndexedRecord code = Objects.requireNonNull(parts.reader().read(at.topic(), record.value()));
            task.planner().relay(plan, Topics.SHOP_CODES, to, MoveRecords.relayed((CodeEvent) code, to));
        } else {
            Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
            MoveRecords.Origin origin = new MoveRecords.Origin(at.topic(), at.partition(), at.offset(), recordedAt);
            task.planner()
                    .relay(
                            plan,
                            Topics.COMMANDS,
                            to,
                            MoveRecords.relayed(visitor, to, origin, record.value(), task.now()));
        }
    }

    /** Plans nothing until all parts have come. One that is missing comes again with the others. */
    private Planning planning(Incoming.MovePart part, byte[] key, RecordMetadata at) {
        return (definitions, now) -> {
            byte[] stored = task.store().state(key);
            StoredState state = stored == null ? null : task.planner().read(stored);
            if (!part.isLast()) {
                return MoveParts.putBy(key, state, part);
            }
            byte[] whole = MoveParts.whole(task.store(), key, part);
            if (whole == null && MoveParts.isExpected(state, part)) {
                return null;
            }
            CustomerState moved = whole == null
                    ? CustomerState.NEW
                    : task.planner().read(whole).state();
            Signal arrival = new Signal.MovedIn(part.visitor(), part.move(), moved);
            task.trial().deciding();
            Question question = new Question(part.customer(), key, state, arrival, () -> CustomerProcessor.input(at));
            Plan plan = task.planner().plan(question, definitions, now);
            if (plan != null) {
                MoveParts.forget(plan, key, part);
            }
            return plan;
        };
    }

    /** Plans the effects of a record for a product, or for a bucket. */
    private interface OfProduct {
        @Nullable
        Plan plan(ProductPlanner.Question question, ProductRules.Listening listening);
    }

    private Planning planning(ProductKey product, OfProduct plan) {
        return (definitions, now) -> plan.plan(
                task.products().question(product),
                new ProductRules.Listening(ProductPlanner.listened(product, definitions), now));
    }

    private static byte[] key(ProductKey product) {
        return product.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Planning planning(AddressKey address, AddressWord word, byte[] key) {
        return (definitions, now) -> task.addresses()
                .plan(new AddressPlanner.Question(address, key, task.store().state(key)), word, now);
    }

    private Planning planning(Incoming.AskedOfAddress asked, byte[] key) {
        return (definitions, now) -> task.addresses()
                .answer(
                        new AddressPlanner.Question(
                                asked.address(), key, task.store().state(key)),
                        asked,
                        now);
    }

    private Planning planning(AddressKey address, Inbound inbound, byte[] key) {
        return (definitions, now) -> task.addresses()
                .plan(new AddressPlanner.Question(address, key, task.store().state(key)), inbound, now);
    }

    private Planning planning(Incoming.ToPool asked, byte[] key) {
        return (definitions, now) ->
                task.pools().plan(new PoolPlanner.Question(key, task.store().state(key), asked), definitions, now);
    }
}
