package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.VerificationCodec;
import dev.vestnik.engine.streams.edge.EngineTopics;
import dev.vestnik.engine.streams.edge.Incoming.ToCodes;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.engine.streams.edge.VerificationRecords;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.verification.CodeMessage;
import dev.vestnik.rules.verification.CodeOutcome;
import dev.vestnik.rules.verification.ContactState;
import dev.vestnik.rules.verification.OwnCodes;
import dev.vestnik.rules.verification.VerificationDecided;
import dev.vestnik.rules.verification.VerificationRows;
import dev.vestnik.rules.verification.VerificationRules;
import dev.vestnik.rules.verification.VerificationRules.Codes;
import dev.vestnik.rules.verification.VerificationState;
import dev.vestnik.rules.verification.VerificationWord.Send;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Asks the rules of codes and turns their answer into bytes, as {@link Planner} does for customers. For one thread. */
final class VerificationPlanner {
    private final VerificationRules rules;
    private final RecordWriter writer;
    private final EngineMetrics metrics;
    private final Function<byte[], byte @Nullable []> rows;
    private final VerificationCodec codec = new VerificationCodec();

    /** @param rows of the store, by their keys */
    VerificationPlanner(
            VerificationRules rules,
            RecordWriter writer,
            EngineMetrics metrics,
            Function<byte[], byte @Nullable []> rows) {
        this.rules = rules;
        this.writer = writer;
        this.metrics = metrics;
        this.rows = rows;
    }

    /** @param stored what the store has; null where the shop has asked for no code yet */
    record Question(byte[] key, byte @Nullable [] stored, String shop) {}

    Plan plan(Question question, ToCodes asked, Definitions definitions, Instant now) {
        Codes codes = codes(question);
        VerificationDecided decided = rules.decide(codes, asked.word(), definitions.in(question.shop()), now);
        Plan plan = planned(question, codes, decided);
        CodeMessage message = decided.message();
        if (message != null) {
            String lane = EngineTopics.codes(message.content().channel());
            emit(plan, lane, message.customer().toString(), VerificationRecords.message(message, now));
        }
        if (!asked.asker().key().isEmpty()) {
            emit(
                    plan,
                    Topics.COMMANDS.name(),
                    asked.asker().key(),
                    VerificationRecords.answer(decided, asked.asker(), now));
        }
        metrics.code(asked.word().purpose(), decided.outcome());
        plan.urgent = true;
        return plan;
    }

    /** Forgets addresses whose time is over. */
    Plan woken(Question question, Instant now) {
        Codes codes = codes(question);
        return planned(question, codes, rules.woken(codes, now));
    }

    /** Hands a shop's own code on to those who keep the shop's codes. Null where the customer has no address for it. */
    @Nullable
    Plan own(CustomerKey customer, byte[] key, CustomerState state, Event event) {
        Send word = OwnCodes.addressed(customer.customerId(), state, event);
        if (word == null) {
            metrics.code(OwnCodes.purpose(event), CodeOutcome.NO_CONTACT);
            return null;
        }
        EventHeader header =
                new EventHeader(event.id(), customer.shop(), customer.customerId(), event.occurredAt(), event.source());
        Plan plan = new Plan(key);
        String owner = VerificationRules.owner(customer.shop()).toString();
        emit(plan, Topics.SHOP_CODES.name(), owner, VerificationRecords.toSend(header, word));
        plan.urgent = true;
        return plan;
    }

    private Codes codes(Question question) {
        byte[] stored = question.stored();
        VerificationState state = stored == null ? VerificationState.EMPTY : codec.read(stored);
        return new Codes(question.shop(), state, new Rows(question.key()));
    }

    private Plan planned(Question question, Codes codes, VerificationDecided decided) {
        Plan plan = new Plan(question.key());
        decided.rows()
                .forEach(row ->
                        plan.rows.add(new Plan.Row(VerificationCodec.key(question.key(), row), codec.value(row))));
        plan.state = question.stored();
        if (decided.state() != codes.state()) {
            plan.changed = true;
            plan.state = codec.write(decided.state());
        }
        return plan;
    }

    private void emit(Plan plan, String sink, String to, IndexedRecord record) {
        byte[] value = Planner.checked(writer.write(sink, record), sink);
        plan.emissions.add(new Emission(sink, to.getBytes(StandardCharsets.UTF_8), value));
    }

    /** The rows of one shop in the store. */
    private final class Rows implements VerificationRows {
        private final byte[] codes;

        private Rows(byte[] codes) {
            this.codes = codes;
        }

        @Override
        public @Nullable ContactState contact(String name) {
            byte[] row = rows.apply(VerificationCodec.contact(codes, name));
            return row == null ? null : codec.contact(row);
        }

        @Override
        public @Nullable Place place(long number) {
            byte[] row = rows.apply(VerificationCodec.place(codes, number));
            return row == null ? null : codec.place(row);
        }
    }
}
