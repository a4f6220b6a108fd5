package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.CompanionCodec;
import dev.vestnik.engine.streams.edge.Incoming.AskedToRecommend;
import dev.vestnik.engine.streams.edge.Incoming.HadTogether;
import dev.vestnik.engine.streams.edge.RecommendRecords;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.recommend.Companions;
import dev.vestnik.rules.recommend.RecommendRules;
import dev.vestnik.rules.recommend.Recommending;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what belongs to a product, in rows beside its state, and recommends it. For one thread. */
final class RecommendPlanner {
    private final RecordWriter writer;
    private final EngineMetrics metrics;
    private final CustomerStore store;
    private final ProductPlanner products;

    RecommendPlanner(RecordWriter writer, EngineMetrics metrics, CustomerStore store, ProductPlanner products) {
        this.writer = writer;
        this.metrics = metrics;
        this.store = store;
        this.products = products;
    }

    /** Null where nothing happens: only what the shop has described is kept. */
    @Nullable
    Plan together(HadTogether had, Instant now) {
        ProductPlanner.Question question = products.question(had.product());
        if (products.facts(question) == null) {
            return null;
        }
        Plan plan = new Plan(question.key());
        byte[] row = CompanionCodec.key(question.key(), had.together());
        Companions companions = CompanionCodec.read(store.row(row)).with(had.others(), now);
        plan.rows.add(new Plan.Row(row, CompanionCodec.write(companions)));
        return plan;
    }

    /** Hands the question on to the next product, or answers it. Null where nobody waits for the answer any more. */
    @Nullable
    Plan asked(AskedToRecommend asked, Instant now) {
        if (!now.isBefore(asked.due())) {
            return null;
        }
        ProductPlanner.Question question = products.question(asked.product());
        Plan plan = new Plan(question.key());
        plan.urgent = true; // a journey waits for it
        Recommending left = left(asked, question, now);
        String next = left.next();
        if (next == null) {
            metrics.recommended(left.together().source(), left.found().size());
            emit(plan, asked.asker(), RecommendRecords.answer(asked, left.found(), now));
        } else {
            ProductKey product = ProductKey.of(asked.product().shop(), next);
            emit(plan, product.toString(), RecommendRecords.ask(asked, left, product, now));
        }
        return plan;
    }

    private Recommending left(AskedToRecommend asked, ProductPlanner.Question question, Instant now) {
        ProductFacts facts = products.facts(question);
        byte[] row = CompanionCodec.key(question.key(), asked.question().together());
        Companions companions = facts == null ? Companions.NONE : CompanionCodec.read(store.row(row));
        return RecommendRules.asked(asked.product().subject().id(), facts, companions, asked.question(), now);
    }

    private void emit(Plan plan, String to, EngineCommand command) {
        String sink = Topics.COMMANDS.name();
        plan.emissions.add(new Emission(sink, to.getBytes(StandardCharsets.UTF_8), writer.write(sink, command)));
    }
}
