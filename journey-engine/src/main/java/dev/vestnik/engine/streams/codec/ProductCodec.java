package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.product.BucketState;
import dev.vestnik.rules.product.BucketState.Known;
import dev.vestnik.rules.product.PriceHistory;
import dev.vestnik.rules.product.PriceHistory.Past;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductFanOut;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductPrice;
import dev.vestnik.rules.product.ProductState;
import dev.vestnik.rules.product.ProductUpdate;
import dev.vestnik.rules.product.WaitingList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the states of products and of the buckets of those who are interested in them: the head of a customer's format 3, so that their
 * wake-ups are found as a customer's are, and one section. Sections of a later engine are kept. For one thread.
 */
public final class ProductCodec {
    private static final int GOES_ON = 1 << Codes.of(WakeClass.MARKETING);
    /** 1 is left to what is parked. */
    private static final int PRODUCT = 2;

    private static final int BUCKET = 3;

    private static final int HEARD_OF = 1;
    private static final int NOT_DELETED = 2;
    private static final int LAUNCHED = 4;
    private static final int IN_NEWS = 8;
    private static final int FLAGS = HEARD_OF | NOT_DELETED | LAUNCHED | IN_NEWS;

    private final Interned interned = new Interned();
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final PrimitiveEncoder content = new PrimitiveEncoder();
    private final WordEncoder words = new WordEncoder(content);

    /**
     * A state with what is kept of it unread.
     *
     * @param unknownFrom where the sections begin that this engine does not know; the length of the bytes where there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    public record StoredProduct<S>(S state, byte[] bytes, int unknownFrom) {

        /** Whether there is something in it that this engine does not know and keeps. */
        public boolean hasUnknown() {
            return unknownFrom < bytes.length;
        }
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public StoredProduct<ProductState> product(byte[] bytes) {
        return read(bytes, PRODUCT, this::product);
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public StoredProduct<BucketState> bucket(byte[] bytes) {
        return read(bytes, BUCKET, this::bucket);
    }

    private static <S> StoredProduct<S> read(
            byte[] bytes, int tag, BiFunction<PrimitiveDecoder, @Nullable Instant, S> section) {
        if (!StateFormat.THREE.isOf(bytes)) {
            throw new UnreadableStateException("a product's state in another format than 3");
        }
        try {
            PrimitiveDecoder in = new PrimitiveDecoder(bytes, 1);
            Instant due = due(in);
            in.count(); // of a timeline
            if (in.count() != tag) {
                throw new UnreadableStateException("a product's state without its section");
            }
            int end = in.size() + in.at();
            S state = section.apply(in, due);
            if (in.at() != end) {
                throw new UnreadableStateException("a product's state whose section is broken");
            }
            return new StoredProduct<>(state, bytes, end);
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("a product's state that is broken", e);
        }
    }

    private static @Nullable Instant due(PrimitiveDecoder in) {
        long classes = in.varint();
        if ((classes & ~GOES_ON) != 0) {
            throw new UnreadableStateException("a product's state with wake-ups of the classes " + classes);
        }
        return classes == 0 ? null : Instant.ofEpochMilli(in.varint());
    }

    private ProductState product(PrimitiveDecoder in, @Nullable Instant wakesAt) {
        WordDecoder read = new WordDecoder(in, interned);
        int flags = in.count();
        if (flags > FLAGS) {
            throw new UnreadableStateException("a product's state with the flags " + flags);
        }
        ProductUpdate latest = (flags & HEARD_OF) == 0
                ? null
                : new ProductUpdate(read.text(), (flags & NOT_DELETED) == 0 ? null : facts(in, read), in.instant());
        Instant launchedAt = (flags & LAUNCHED) == 0 ? null : in.instant();
        List<Past> past = list(in, () -> new Past(price(in, read), in.instant()));
        Instant newsAt = (flags & IN_NEWS) == 0 ? null : in.instant();
        List<Long> heard = list(in, in::int64);
        WaitingList waiting = new WaitingList(in.varint(), in.varint(), in.varint());
        return new ProductState(latest, launchedAt, new PriceHistory(past), newsAt, heard, waiting, wakesAt);
    }

    private BucketState bucket(PrimitiveDecoder in, @Nullable Instant walksAt) {
        WordDecoder read = new WordDecoder(in, interned);
        List<ProductFanOut> fanOuts = list(in, () -> new ProductFanOut(news(in, read), read.text(), in.instant()));
        Known known = in.count() == 0 ? null : new Known(facts(in, read), in.instant());
        return new BucketState(fanOuts, known, walksAt);
    }

    private static ProductNews news(PrimitiveDecoder in, WordDecoder read) {
        ProductNews.Kind kind = Codes.news(in.count());
        String product = read.text();
        ProductFacts facts = facts(in, read);
        ProductPrice was = in.count() == 0 ? null : price(in, read);
        return new ProductNews(kind, product, facts, was, read.text(), in.instant());
    }

    private static ProductFacts facts(PrimitiveDecoder in, WordDecoder read) {
        return new ProductFacts(
                read.text(),
                price(in, read),
                in.count(),
                read.textOrNull(),
                read.textOrNull(),
                read.textOrNull(),
                read.textOrNull());
    }

    private static ProductPrice price(PrimitiveDecoder in, WordDecoder read) {
        return new ProductPrice(in.varint(), read.text());
    }

    private static <T> List<T> list(PrimitiveDecoder in, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            all.add(one.get());
        }
        return all;
    }

    /** @param before what the store has: its sections that this engine does not know are copied */
    public byte[] write(ProductState state, @Nullable StoredProduct<ProductState> before) {
        begin();
        ProductUpdate latest = state.latest();
        ProductFacts facts = state.facts();
        content.varint((latest == null ? 0 : HEARD_OF)
                | (facts == null ? 0 : NOT_DELETED)
                | (state.launchedAt() == null ? 0 : LAUNCHED)
                | (state.newsAt() == null ? 0 : IN_NEWS));
        if (latest != null) {
            words.word(latest.eventId());
            if (facts != null) {
                facts(facts);
            }
            content.instant(latest.at());
        }
        if (state.launchedAt() != null) {
            content.instant(state.launchedAt());
        }
        content.varint(state.prices().past().size());
        for (Past past : state.prices().past()) {
            price(past.price());
            content.instant(past.until());
        }
        if (state.newsAt() != null) {
            content.instant(state.newsAt());
        }
        content.varint(state.heard().size());
        state.heard().forEach(content::int64);
        content.varint(state.waiting().first());
        content.varint(state.waiting().next());
        content.varint(state.waiting().turns());
        return end(PRODUCT, state.wakesAt(), before);
    }

    /** @param before what the store has: its sections that this engine does not know are copied */
    public byte[] write(BucketState state, @Nullable StoredProduct<BucketState> before) {
        begin();
        content.varint(state.fanOuts().size());
        for (ProductFanOut one : state.fanOuts()) {
            news(one.news());
            words.word(one.after());
            content.instant(one.until());
        }
        Known known = state.known();
        content.varint(known == null ? 0 : 1);
        if (known != null) {
            facts(known.facts());
            content.instant(known.until());
        }
        return end(BUCKET, state.walksAt(), before);
    }

    private void begin() {
        content.reset();
        words.reset();
    }

    private void news(ProductNews news) {
        content.varint(Codes.of(news.kind()));
        words.word(news.product());
        facts(news.facts());
        content.varint(news.was() == null ? 0 : 1);
        if (news.was() != null) {
            price(news.was());
        }
        words.word(news.eventId());
        content.instant(news.at());
    }

    private void facts(ProductFacts facts) {
        words.word(facts.name());
        price(facts.price());
        content.varint(facts.stock());
        words.word(facts.category());
        words.word(facts.url());
        words.word(facts.imageUrl());
        words.word(facts.successorOf());
    }

    private void price(ProductPrice price) {
        content.varint(price.amount());
        words.word(price.currency());
    }

    private byte[] end(int tag, @Nullable Instant due, @Nullable StoredProduct<?> before) {
        out.reset();
        out.u8(StateFormat.THREE.number());
        out.varint(due == null ? 0 : GOES_ON);
        if (due != null) {
            out.varint(Millis.of(due));
        }
        out.varint(0); // of a timeline
        out.varint(tag);
        out.varint(content.size());
        out.raw(content, 0);
        if (before != null) {
            out.raw(before.bytes(), before.unknownFrom(), before.bytes().length - before.unknownFrom());
        }
        return out.toBytes();
    }
}
