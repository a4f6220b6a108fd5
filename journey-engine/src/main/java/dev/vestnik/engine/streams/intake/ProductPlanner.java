package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.ProductCodec;
import dev.vestnik.engine.streams.codec.ProductCodec.StoredProduct;
import dev.vestnik.engine.streams.codec.ProductRowCodec;
import dev.vestnik.engine.streams.edge.Incoming.AskedOfProduct;
import dev.vestnik.engine.streams.edge.ProductRecords;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.product.BucketDecided;
import dev.vestnik.rules.product.BucketRules;
import dev.vestnik.rules.product.BucketState;
import dev.vestnik.rules.product.InterestWord;
import dev.vestnik.rules.product.ProductDecided;
import dev.vestnik.rules.product.ProductDecided.PlaceRow;
import dev.vestnik.rules.product.ProductDecided.Told;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductRules;
import dev.vestnik.rules.product.ProductRules.Listening;
import dev.vestnik.rules.product.ProductState;
import dev.vestnik.rules.product.ProductUpdate;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the rules of products and buckets and turns their answer into bytes, as {@link Planner} does for customers. For one thread. */
final class ProductPlanner {
    private final RecordWriter writer;
    private final EngineMetrics metrics;
    private final CustomerStore store;
    private final ProductCodec codec = new ProductCodec();

    /** @param store of which rows are read */
    ProductPlanner(RecordWriter writer, EngineMetrics metrics, CustomerStore store) {
        this.writer = writer;
        this.metrics = metrics;
        this.store = store;
    }

    /** @param state what the store has; null for a product or bucket never heard of */
    record Question(ProductKey product, byte[] key, byte @Nullable [] state) {
        private ProductRows rows(CustomerStore store) {
            return new ProductRows(store, key);
        }
    }

    Question question(ProductKey product) {
        byte[] key = product.toString().getBytes(StandardCharsets.UTF_8);
        return new Question(product, key, store.state(key));
    }

    /** Whether a journey of the product's shop listens to news of a kind. */
    static Predicate<ProductNews.Kind> listened(ProductKey product, Definitions definitions) {
        return kind -> definitions.listens(kind.event(), product.shop());
    }

    /** Null where nothing happens. */
    @Nullable
    Plan updated(Question question, ProductUpdate update, Listening listening) {
        StoredProduct<ProductState> before = product(question);
        ProductState state = state(before);
        if (state.isOlder(update)) {
            metrics.outdatedProduct();
        }
        return plan(
                question, before, ProductRules.updated(question.product(), state, update, listening), listening.now());
    }

    /** Puts a customer into a bucket, or into the waiting list, or takes them out. Null where nothing happens. */
    @Nullable
    Plan interested(Question question, InterestWord word, Instant now) {
        if (question.product().isItself()) {
            StoredProduct<ProductState> before = product(question);
            return plan(question, before, ProductRules.said(state(before), word, question.rows(store), now), now);
        }
        Plan plan = new Plan(question.key());
        byte[] row = ProductRowCodec.interested(question.key(), word.customer().toString());
        plan.rows.add(new Plan.Row(row, ProductRowCodec.kinds(word.kinds())));
        return plan;
    }

    Plan informed(Question question, ProductNews news, Instant now) {
        StoredProduct<BucketState> before = bucket(question);
        return plan(question, before, BucketRules.heard(question.product(), bucketState(before), news, now), now);
    }

    /**
     * Answers how a product is. A bucket that does not know hands the question on: the product answers whoever asked, under the id of the
     * question.
     */
    Plan answer(Question question, AskedOfProduct asked, Instant now) {
        Plan plan = new Plan(question.key());
        plan.urgent = true; // a journey waits for it
        boolean itself = question.product().isItself();
        ProductFacts facts = itself
                ? state(product(question)).facts()
                : bucketState(bucket(question)).facts(now);
        if (facts == null && !itself) {
            ProductKey product = question.product().itself();
            emit(plan, product.toString(), ProductRecords.ask(asked, product, now));
        } else {
            emit(plan, asked.asker(), ProductRecords.answer(asked, facts, now));
        }
        return plan;
    }

    /** Tells the next ones. */
    Plan woken(byte[] key, byte @Nullable [] state, Definitions definitions, Instant now) {
        Question question = new Question(ProductKey.parse(new String(key, StandardCharsets.UTF_8)), key, state);
        Predicate<ProductNews.Kind> listened = listened(question.product(), definitions);
        if (question.product().isItself()) {
            StoredProduct<ProductState> before = product(question);
            ProductDecided served = ProductRules.serve(
                    question.product(), state(before), question.rows(store), new Listening(listened, now));
            Plan plan = plan(question, before, served, now);
            return plan == null ? new Plan(key) : plan;
        }
        StoredProduct<BucketState> before = bucket(question);
        BucketRules.Listeners listeners = new BucketRules.Listeners(question.rows(store), listened);
        return plan(question, before, BucketRules.walk(question.product(), bucketState(before), listeners, now), now);
    }

    private @Nullable StoredProduct<ProductState> product(Question question) {
        return question.state() == null ? null : codec.product(question.state());
    }

    private @Nullable StoredProduct<BucketState> bucket(Question question) {
        return question.state() == null ? null : codec.bucket(question.state());
    }

    private static ProductState state(@Nullable StoredProduct<ProductState> before) {
        return before == null ? ProductState.NONE : before.state();
    }

    private static BucketState bucketState(@Nullable StoredProduct<BucketState> before) {
        return before == null ? BucketState.NONE : before.state();
    }

    private @Nullable Plan plan(
            Question question, @Nullable StoredProduct<ProductState> before, ProductDecided decided, Instant now) {
        Plan plan = new Plan(question.key());
        for (PlaceRow row : decided.places()) {
            byte[] number = row.taken() ? ProductRowCodec.number(row.number()) : null;
            byte[] customer = row.taken() ? row.customer().toString().getBytes(StandardCharsets.UTF_8) : null;
            plan.rows.add(new Plan.Row(ProductRowCodec.waits(question.key(), row.customer()), number));
            plan.rows.add(new Plan.Row(ProductRowCodec.place(question.key(), row.number()), customer));
        }
        decided.spread().forEach(spread -> emit(plan, spread.bucket().toString(), ProductRecords.spread(spread, now)));
        tell(plan, decided.told(), now);
        if (decided.state() != state(before)) {
            plan.changed = true;
            boolean over = decided.state().equals(ProductState.NONE) && (before == null || !before.hasUnknown());
            plan.state = over ? null : codec.write(decided.state(), before);
        }
        return plan.isEmpty() ? null : plan;
    }

    private Plan plan(
            Question question, @Nullable StoredProduct<BucketState> before, BucketDecided decided, Instant now) {
        Plan plan = new Plan(question.key());
        tell(plan, decided.told(), now);
        decided.untold().forEach(metrics::newsNotTold);
        plan.changed = true;
        boolean over = decided.state().equals(BucketState.NONE) && (before == null || !before.hasUnknown());
        plan.state = over ? null : codec.write(decided.state(), before);
        return plan;
    }

    private void tell(Plan plan, List<Told> told, Instant now) {
        told.forEach(one -> emit(plan, one.customer().toString(), ProductRecords.told(one, now)));
        if (!told.isEmpty()) { // a slice is of one kind
            metrics.newsTold(told.getFirst().news().kind(), told.size());
        }
    }

    private void emit(Plan plan, String to, EngineCommand command) {
        String sink = Topics.COMMANDS.name();
        plan.emissions.add(new Emission(sink, to.getBytes(StandardCharsets.UTF_8), writer.write(sink, command)));
    }
}
