package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.PoolCodec;
import dev.vestnik.engine.streams.codec.PoolCodec.StoredPool;
import dev.vestnik.engine.streams.codec.PoolRowCodec;
import dev.vestnik.engine.streams.edge.Incoming.ToPool;
import dev.vestnik.engine.streams.edge.Incoming.ToPool.Asker;
import dev.vestnik.engine.streams.edge.PoolRecords;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.offer.Code;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.PoolDecided;
import dev.vestnik.rules.offer.PoolRows;
import dev.vestnik.rules.offer.PoolRules;
import dev.vestnik.rules.offer.PoolRules.Pool;
import dev.vestnik.rules.offer.PoolState;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the rules of pools and turns their answer into bytes, as {@link Planner} does for customers. For one thread. */
final class PoolPlanner {
    private final RecordWriter writer;
    private final OfferMetrics metrics;
    private final Function<byte[], byte @Nullable []> rows;
    private final PoolCodec codec = new PoolCodec();
    private final PoolRowCodec rowCodec = new PoolRowCodec();

    /** @param rows of the store, by their keys */
    PoolPlanner(RecordWriter writer, OfferMetrics metrics, Function<byte[], byte @Nullable []> rows) {
        this.writer = writer;
        this.metrics = metrics;
        this.rows = rows;
    }

    /** @param state what the store has; null for a pool never heard of */
    record Question(byte[] key, byte @Nullable [] state, ToPool asked) {}

    /** Null where nothing happens. */
    @Nullable
    Plan plan(Question question, Definitions definitions, Instant now) {
        ToPool asked = question.asked();
        StoredPool before = before(question.state());
        PoolState state = before == null ? PoolState.EMPTY : before.state();
        Offer offer = definitions.offer(asked.offer());
        Offer known = asked.asker().revision() > definitions.revision() ? null : offer;
        Pool pool = new Pool(asked.offer(), known, state, new Rows(question.key()));
        PoolDecided decided = PoolRules.decide(pool, asked.word(), now);
        Plan plan = new Plan(question.key());
        decided.rows()
                .forEach(
                        row -> plan.rows.add(new Plan.Row(PoolRowCodec.key(question.key(), row), rowCodec.value(row))));
        decided.told().forEach(told -> emit(plan, told.customer().toString(), PoolRecords.news(told, now)));
        EngineCommand answer = PoolRecords.answer(decided, asked.asker(), now);
        if (answer != null) {
            emit(plan, asked.asker().key(), answer);
            plan.urgent = isOfApi(asked.asker());
        }
        if (decided.state() != state) {
            become(plan, decided.state(), before);
        }
        metrics.counted(pool.id(), decided.state(), PoolRules.isLow(offer, decided.state(), now));
        return plan.isEmpty() ? null : plan;
    }

    /** Whether somebody waits: a customer's run has time. */
    private static boolean isOfApi(Asker asker) {
        return asker.key().indexOf('/') < 0;
    }

    /** Counts the codes of a pool whose time has come. */
    Plan woken(byte[] key, byte @Nullable [] state, Definitions definitions, Instant now) {
        Plan plan = new Plan(key);
        StoredPool before = before(state);
        if (before != null) {
            String id = Owner.parse(new String(key, StandardCharsets.UTF_8)).key();
            Offer offer = definitions.offer(id);
            metrics.counted(id, before.state(), PoolRules.isLow(offer, before.state(), now));
            become(plan, PoolRules.woken(before.state(), now), before);
        }
        return plan;
    }

    private @Nullable StoredPool before(byte @Nullable [] state) {
        return state == null ? null : codec.read(state);
    }

    private void become(Plan plan, PoolState state, @Nullable StoredPool before) {
        plan.changed = true;
        plan.state = codec.write(state, before);
    }

    private void emit(Plan plan, String to, EngineCommand command) {
        String sink = Topics.COMMANDS.name();
        plan.emissions.add(new Emission(sink, to.getBytes(StandardCharsets.UTF_8), writer.write(sink, command)));
    }

    /** The rows of one pool in the store. */
    private final class Rows implements PoolRows {
        private final byte[] pool;

        private Rows(byte[] pool) {
            this.pool = pool;
        }

        @Override
        public @Nullable Code code(String text) {
            byte[] row = rows.apply(PoolRowCodec.code(pool, text));
            return row == null ? null : rowCodec.code(text, row);
        }

        @Override
        public @Nullable String free(long number) {
            byte[] row = rows.apply(PoolRowCodec.free(pool, number));
            return row == null ? null : PoolRowCodec.free(row);
        }

        @Override
        public @Nullable Claim claim(UUID id) {
            byte[] row = rows.apply(PoolRowCodec.claim(pool, id));
            return row == null ? null : rowCodec.claim(row);
        }
    }
}
