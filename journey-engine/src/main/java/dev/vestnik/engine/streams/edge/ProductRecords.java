package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.AskedOfProduct;
import dev.vestnik.engine.streams.edge.Incoming.InformedBucket;
import dev.vestnik.engine.streams.edge.Incoming.InterestedIn;
import dev.vestnik.engine.streams.edge.Incoming.Said;
import dev.vestnik.engine.streams.edge.Incoming.UpdatedProduct;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.LookupStep;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.product.InterestWord;
import dev.vestnik.rules.product.ProductDecided.Spread;
import dev.vestnik.rules.product.ProductDecided.Told;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductPrice;
import dev.vestnik.rules.product.ProductUpdate;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.InterestKind;
import dev.vestnik.schemas.engine.Lookup;
import dev.vestnik.schemas.engine.ProductNewsKind;
import dev.vestnik.schemas.engine.Refused;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ProductUpdated;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes the commands by which products, their buckets and customers tell each other news and interests. */
public final class ProductRecords {
    /** Of each text: what is on its way to those in a bucket is in one state. */
    private static final int LONGEST = 2_000;

    private static final String PRODUCTS = new Owner(OwnerKind.PRODUCT, "").toString();

    private ProductRecords() {}

    /** Whether a command is for a product, or for a bucket. */
    static boolean isOfProduct(MessageHeader header) {
        return header.getShop().isEmpty() && header.getCustomerId().startsWith(PRODUCTS);
    }

    /**
     * Makes the command that tells a product's owner what the shop says of it; empty for an event of a later version.
     *
     * @param recordedAt Kafka's timestamp of the event
     * @throws IllegalArgumentException when it says what cannot be (poison): not every producer checks what it writes
     */
    public static Optional<EngineCommand> toOwner(ProductEvent event, Instant recordedAt, Instant now) {
        if (!(event.getPayload() instanceof ProductUpdated said)) {
            return Optional.empty();
        }
        var header = event.getHeader();
        CustomerKey id =
                new CustomerKey(header.getShop(), header.getProductId()); // products are named as customers are
        check(said);
        ProductKey key = ProductKey.of(id.shop(), id.customerId());
        Instant at = Collections.min(List.of(header.getOccurredAt(), recordedAt, now)); // clocks may be ahead
        String named = UUID.nameUUIDFromBytes(
                        (header.getSource() + " " + header.getEventId()).getBytes(StandardCharsets.UTF_8))
                .toString();
        return Optional.of(new EngineCommand(
                OutgoingCommands.header(key.toString(), "product/" + named, now),
                new dev.vestnik.schemas.engine.ProductUpdate(named, facts(said), at)));
    }

    /**
     * Makes the command that tells a product's owner that the shop has deleted it from the topic.
     *
     * @param key of the record
     * @throws IllegalArgumentException when it is the key of no product
     */
    public static EngineCommand deleted(byte[] key, Instant recordedAt, Instant now) {
        CustomerKey id =
                CustomerKey.parse(new String(key, StandardCharsets.UTF_8)); // products are named as customers are
        String named = "deleted/" + recordedAt.toEpochMilli();
        Instant at = recordedAt.isBefore(now) ? recordedAt : now;
        String owner = ProductKey.of(id.shop(), id.customerId()).toString();
        return new EngineCommand(
                OutgoingCommands.header(owner, "product/" + named, now),
                new dev.vestnik.schemas.engine.ProductUpdate(named, null, at));
    }

    private static void check(ProductUpdated said) {
        if (said.getStock() < 0 || said.getPrice().getAmount() < 0) {
            throw new IllegalArgumentException("stock and price must not be negative");
        }
        Stream.of(
                        said.getName(),
                        said.getPrice().getCurrency(),
                        said.getCategory(),
                        said.getUrl(),
                        said.getImageUrl(),
                        said.getSuccessorOf())
                .filter(text -> text != null && text.length() > LONGEST)
                .findFirst()
                .ifPresent(text -> {
                    throw new IllegalArgumentException("a text of a product has at most " + LONGEST + " characters");
                });
    }

    private static dev.vestnik.schemas.engine.ProductFacts facts(ProductUpdated said) {
        return new dev.vestnik.schemas.engine.ProductFacts(
                said.getName(),
                said.getPrice().getAmount(),
                said.getPrice().getCurrency(),
                said.getStock(),
                said.getCategory(),
                said.getUrl(),
                said.getImageUrl(),
                said.getSuccessorOf());
    }

    public static EngineCommand word(Effect.TellProduct tell, Instant now) {
        InterestWord word = tell.word();
        return new EngineCommand(
                OutgoingCommands.header(
                        tell.product().toString(), "interest/" + now.toEpochMilli() + "/" + word.customer(), now),
                new dev.vestnik.schemas.engine.InterestWord(
                        word.customer().toString(),
                        word.kinds().stream()
                                .sorted()
                                .map(kind -> InterestKind.valueOf(kind.name()))
                                .toList(),
                        word.visitor() == null ? null : word.visitor().toString()));
    }

    public static EngineCommand spread(Spread spread, Instant now) {
        return news(spread.bucket().toString(), spread.news(), now);
    }

    public static EngineCommand told(Told told, Instant now) {
        return news(told.customer().toString(), told.news(), now);
    }

    private static EngineCommand news(String key, ProductNews news, Instant now) {
        return new EngineCommand(
                OutgoingCommands.header(key, "news/" + news.kind() + "/" + news.eventId(), now),
                new dev.vestnik.schemas.engine.ProductNews(
                        ProductNewsKind.valueOf(news.kind().name()),
                        news.product(),
                        facts(news.facts()),
                        news.was() == null ? null : news.was().amount(),
                        news.eventId(),
                        news.at()));
    }

    private static dev.vestnik.schemas.engine.ProductFacts facts(ProductFacts facts) {
        return new dev.vestnik.schemas.engine.ProductFacts(
                facts.name(),
                facts.price().amount(),
                facts.price().currency(),
                facts.stock(),
                facts.category(),
                facts.url(),
                facts.imageUrl(),
                facts.successorOf());
    }

    /** The answer to a journey's question; a product that the shop said nothing of is not known. */
    public static EngineCommand answer(AskedOfProduct asked, @Nullable ProductFacts facts, Instant now) {
        if (facts == null) {
            return new EngineCommand(
                    OutgoingCommands.header(asked.asker(), "refused/" + asked.askId(), now),
                    new Refused(asked.askId(), Declined.PRODUCT_UNKNOWN.label(), "the shop has said nothing of it"));
        }
        Map<String, Object> value = facts.fields(asked.product().subject().id());
        return new EngineCommand(
                OutgoingCommands.header(asked.asker(), "granted/" + asked.askId(), now),
                new Granted(asked.askId(), JsonValues.text(Map.of(Request.Lookup.VALUE, value))));
    }

    /** The question of a customer, as their bucket hands it on to the product. */
    public static EngineCommand ask(AskedOfProduct asked, ProductKey product, Instant now) {
        return new EngineCommand(
                OutgoingCommands.header(product.toString(), "ask/" + asked.askId(), now),
                new Ask(asked.askId(), asked.asker(), new Lookup(LookupStep.PRODUCTS, "{}", now)));
    }

    static Incoming read(MessageHeader header, Ask ask) {
        ProductKey key = ProductKey.parse(header.getCustomerId());
        return ask.getRequest() instanceof Lookup && key.subject().kind() == Interest.Subject.Kind.PRODUCT
                ? new AskedOfProduct(key, ask.getAskId(), ask.getAsker())
                : new Incoming.Unknown();
    }

    static Incoming read(MessageHeader header, dev.vestnik.schemas.engine.ProductUpdate update) {
        return new UpdatedProduct(
                ProductKey.parse(header.getCustomerId()),
                new ProductUpdate(update.getEventId(), factsOrNull(update.getFacts()), update.getAt()));
    }

    static Incoming read(MessageHeader header, dev.vestnik.schemas.engine.InterestWord word) {
        Set<Interest.Kind> kinds = EnumSet.noneOf(Interest.Kind.class);
        word.getKinds().forEach(kind -> kinds.add(Interest.Kind.valueOf(kind.name())));
        return new InterestedIn(
                ProductKey.parse(header.getCustomerId()),
                new InterestWord(
                        CustomerKey.parse(word.getCustomer()),
                        kinds,
                        word.getVisitor() == null ? null : CustomerKey.parse(word.getVisitor())));
    }

    static Incoming read(MessageHeader header, dev.vestnik.schemas.engine.ProductNews told) {
        ProductFacts facts = facts(told.getFacts());
        Long was = told.getWas();
        ProductNews news = new ProductNews(
                ProductNews.Kind.valueOf(told.getKind().name()),
                told.getProduct(),
                facts,
                was == null ? null : new ProductPrice(was, facts.price().currency()),
                told.getEventId(),
                told.getAt());
        return isOfProduct(header)
                ? new InformedBucket(ProductKey.parse(header.getCustomerId()), news)
                : new Said(
                        new CustomerKey(header.getShop(), header.getCustomerId()),
                        new Signal.Informed(news, header.getOccurredAt()));
    }

    private static @Nullable ProductFacts factsOrNull(dev.vestnik.schemas.engine.@Nullable ProductFacts facts) {
        return facts == null ? null : facts(facts);
    }

    private static ProductFacts facts(dev.vestnik.schemas.engine.ProductFacts facts) {
        return new ProductFacts(
                facts.getName(),
                new ProductPrice(facts.getPrice(), facts.getCurrency()),
                facts.getStock(),
                facts.getCategory(),
                facts.getUrl(),
                facts.getImageUrl(),
                facts.getSuccessorOf());
    }
}
