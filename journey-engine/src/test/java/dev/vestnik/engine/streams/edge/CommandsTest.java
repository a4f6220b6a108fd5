package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.streams.edge.Incoming.ToPool;
import dev.vestnik.engine.streams.edge.Incoming.ToPool.Asker;
import dev.vestnik.rules.address.AddressDecided;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressNews;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.OfferNews;
import dev.vestnik.rules.offer.PoolDecided;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.MoveWord;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import dev.vestnik.rules.product.InterestWord;
import dev.vestnik.rules.product.ProductDecided;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductPrice;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ProductHeader;
import dev.vestnik.schemas.shop.ProductUpdated;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna/1");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris");

    static Stream<Request.OfCustomer> requests() {
        return Stream.of(
                new Request.SendByHand(
                        "hello",
                        List.of(Channel.PUSH, Channel.SMS),
                        JourneyClass.MARKETING,
                        "sales",
                        Map.of("amount", 5L, "code", "TEN"),
                        "olga"),
                new Request.ResolveStuck(new UUID(1, 2), Request.Resolution.END, "olga"),
                new Request.HandleTask(new UUID(1, 2), new TaskDeed.Take("desk-1"), "crm"),
                new Request.HandleTask(new UUID(1, 2), new TaskDeed.Release(), "crm"),
                new Request.HandleTask(new UUID(1, 2), new TaskDeed.Finish("desk-1", null, null), "crm"),
                new Request.HandleTask(new UUID(1, 2), new TaskDeed.Finish("desk-1", "reached", "glad"), "crm"),
                new Request.MoveOut(),
                new Request.ConfirmErased("engine-api", "e1"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatOneCustomerAsksAnotherIsReadAsItWasAsked(Request.OfCustomer request) {
        Owner boris = new Owner(OwnerKind.CUSTOMER, BORIS.toString());
        EngineCommand command = OutgoingCommands.ask(ANNA, new Effect.Ask("a1", boris, request), NOON);
        assertThat(IncomingCommands.read(command))
                .isEqualTo(new Incoming.Said(BORIS, new Signal.Asked("a1", ANNA.toString(), request)));
    }

    @Test
    void anAnswerComesToTheCustomerThatAsked() {
        Effect.Grant grant = new Effect.Grant("a1", ANNA.toString(), Map.of("code", "TEN"));
        assertThat(IncomingCommands.read(OutgoingCommands.granted(grant, NOON)))
                .isEqualTo(new Incoming.Said(ANNA, new Signal.Granted("a1", Map.of("code", "TEN"))));
    }

    @Test
    void anAnswerToTheApiIsNotForACustomer() {
        Effect.Grant grant = new Effect.Grant("a1", "api:1", Map.of());
        assertThat(IncomingCommands.read(OutgoingCommands.granted(grant, NOON))).isEqualTo(new Incoming.NotOurs());
    }

    @Test
    void aQuestionToASourceIsReadAsItWasAskedAndItsAnswerComesBack() {
        Request.Lookup request = new Request.Lookup("bonus", Map.of("card", "c-7", "items", List.of(1L, 2L)), NOON);
        Effect.Ask ask = new Effect.Ask("a1", new Owner(OwnerKind.SOURCE, "bonus/" + ANNA), request);
        EngineCommand command = OutgoingCommands.ask(ANNA, ask, NOON);
        assertThat(command.getHeader().getCustomerId()).startsWith(LookupRecords.PREFIX);
        assertThat(IncomingCommands.read(command)).isEqualTo(new Incoming.NotOurs());
        LookupRecords.Question question = LookupRecords.read(command).orElseThrow();
        assertThat(question).isEqualTo(new LookupRecords.Question("a1", ANNA, request));
        assertThat(IncomingCommands.read(LookupRecords.given(question, "{\"points\": 5}", NOON)))
                .isEqualTo(new Incoming.Said(ANNA, new Signal.Granted("a1", Map.of("value", Map.of("points", 5L)))));
        assertThat(IncomingCommands.read(LookupRecords.refused(question, "time-out", NOON)))
                .isEqualTo(new Incoming.Said(ANNA, new Signal.Refused("a1", "time-out")));
        for (String json : List.of("", "null", "1} {", "1, \"value\": 2", "{", "1, \"a\": 2")) {
            assertThatThrownBy(() -> LookupRecords.given(question, json, NOON))
                    .as(json)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aQuestionToAnAddressIsReadAsItWasAsked() {
        AddressKey phone = AddressKey.of("main", Channel.SMS, "+74956460054");
        Effect.Ask ask = new Effect.Ask("a1", Owner.parse(phone.toString()), new Request.AddressStanding());
        EngineCommand command = OutgoingCommands.ask(ANNA, ask, NOON);
        assertThat(command.getHeader().getCustomerId()).isEqualTo(phone.toString());
        assertThat(IncomingCommands.read(command)).isEqualTo(new Incoming.AskedOfAddress(phone, "a1", ANNA.toString()));
    }

    @Test
    void whatACustomerAndAnAddressTellEachOtherIsReadAsItWasTold() {
        AddressKey phone = AddressKey.of("main", Channel.SMS, "+74956460054");
        for (AddressWord.Kind kind : AddressWord.Kind.values()) {
            AddressWord word = new AddressWord(kind, ANNA, NOON, kind == AddressWord.Kind.DEAD ? "550" : null);
            EngineCommand command = AddressRecords.word(new Effect.TellAddress(phone, word), NOON);
            assertThat(command.getHeader().getCustomerId()).isEqualTo(phone.toString());
            assertThat(IncomingCommands.read(command)).isEqualTo(new Incoming.OfAddress(phone, word));
        }
        for (AddressNews.Kind kind : AddressNews.Kind.values()) {
            AddressNews news = new AddressNews(phone, kind, NOON, kind == AddressNews.Kind.DEAD ? "550" : null);
            EngineCommand command = AddressRecords.news(new AddressDecided.Told(ANNA, news), NOON);
            assertThat(IncomingCommands.read(command))
                    .isEqualTo(new Incoming.Said(
                            ANNA, new Signal.Heard(command.getHeader().getEventId(), news)));
        }
    }

    @Test
    void whatAPoolIsAskedAndToldIsReadAsItWas() {
        AskId claim = new AskId(new UUID(1, 2), "offer", 3, Offer.pool("spring"));
        Effect.Ask ask = new Effect.Ask(claim.toString(), claim.owner(), new Request.Take(1, 42));
        assertThat(IncomingCommands.read(OutgoingCommands.ask(ANNA, ask, NOON)))
                .isEqualTo(new ToPool(
                        "spring", new PoolWord.Take(claim, ANNA), new Asker(claim.toString(), ANNA.toString(), 42)));
        Effect.GiveBack back = new Effect.GiveBack(claim.toString(), claim.owner());
        assertThat(IncomingCommands.read(OutgoingCommands.giveBack(ANNA, back, NOON)))
                .isEqualTo(new ToPool(
                        "spring", new PoolWord.GiveBack(claim), new Asker(claim.toString(), ANNA.toString())));
        for (PoolWord word : List.of(
                new PoolWord.Add(List.of("A", "B")),
                new PoolWord.Redeem("A", ANNA, "o1", false),
                new PoolWord.Redeem("A", ANNA, null, true),
                new PoolWord.Forget("A", new UUID(1, 2)),
                new PoolWord.Count())) {
            EngineCommand command = PoolRecords.asked("spring", word, new Asker("q1", "api:1"), NOON);
            assertThat(command.getHeader().getCustomerId()).isEqualTo("/offer-pool/spring");
            assertThat(IncomingCommands.read(command)).isEqualTo(new ToPool("spring", word, new Asker("q1", "api:1")));
        }
        OfferNews news = new OfferNews("spring", "A", new UUID(1, 2), "o1", NOON);
        assertThat(IncomingCommands.read(PoolRecords.news(new PoolDecided.Told(ANNA, news), NOON)))
                .isEqualTo(new Incoming.Said(ANNA, new Signal.Redeemed(news)));
    }

    @Test
    void whatProductsAreToldAndTellIsReadAsItWasSaid() {
        ProductKey bucket = new ProductKey("main", Interest.Subject.product("kettle"), 7);
        InterestWord word = new InterestWord(ANNA, Set.of(Interest.Kind.VIEWED, Interest.Kind.CART));
        assertThat(IncomingCommands.read(ProductRecords.word(new Effect.TellProduct(bucket, word), NOON)))
                .isEqualTo(new Incoming.InterestedIn(bucket, word));
        ProductFacts facts = new ProductFacts("Kettle", new ProductPrice(900, "RUB"), 5, "kitchen", null, null, "old");
        ProductNews news = new ProductNews(
                ProductNews.Kind.PRICE_DROPPED, "kettle", facts, new ProductPrice(1_000, "RUB"), "e1", NOON);
        assertThat(IncomingCommands.read(ProductRecords.spread(new ProductDecided.Spread(bucket, news), NOON)))
                .isEqualTo(new Incoming.InformedBucket(bucket, news));
        assertThat(IncomingCommands.read(ProductRecords.told(new ProductDecided.Told(ANNA, news), NOON)))
                .isEqualTo(new Incoming.Said(ANNA, new Signal.Informed(news, NOON)));
        InterestWord moved = new InterestWord(ANNA, Set.of(Interest.Kind.WAITS), new CustomerKey("main", "~v"));
        ProductKey kettle = ProductKey.of("main", "kettle");
        assertThat(IncomingCommands.read(ProductRecords.word(new Effect.TellProduct(kettle, moved), NOON)))
                .isEqualTo(new Incoming.InterestedIn(kettle, moved));
    }

    @Test
    void whatAShopSaysOfAProductGoesToItsOwner() {
        EngineCommand command = ProductRecords.toOwner(product("main", 900, 5, "Kettle"), NOON, NOON)
                .orElseThrow();
        assertThat(IncomingCommands.read(command)).isInstanceOfSatisfying(Incoming.UpdatedProduct.class, updated -> {
            assertThat(updated.product()).isEqualTo(ProductKey.of("main", "kettle"));
            assertThat(updated.update().facts().price()).isEqualTo(new ProductPrice(900, "RUB"));
            assertThat(updated.update().at()).as("not in the future").isEqualTo(NOON);
        });
        EngineCommand ahead = ProductRecords.toOwner(product("main", 900, 5, "Kettle"), NOON.plusSeconds(9), NOON)
                .orElseThrow();
        assertThat(IncomingCommands.read(ahead))
                .as("not in the future, though Kafka's timestamp is")
                .isInstanceOfSatisfying(
                        Incoming.UpdatedProduct.class,
                        updated -> assertThat(updated.update().at()).isEqualTo(NOON));
    }

    @Test
    void aProductThatIsDeletedFromItsTopicIsToldToItsOwner() {
        byte[] key = "main/kettle".getBytes(StandardCharsets.UTF_8);
        assertThat(IncomingCommands.read(ProductRecords.deleted(key, NOON.minusSeconds(1), NOON)))
                .isInstanceOfSatisfying(Incoming.UpdatedProduct.class, updated -> {
                    assertThat(updated.product()).isEqualTo(ProductKey.of("main", "kettle"));
                    assertThat(updated.update().facts()).isNull();
                    assertThat(updated.update().at()).isEqualTo(NOON.minusSeconds(1));
                });
        assertThatThrownBy(() -> ProductRecords.deleted(new byte[] {7, 7}, NOON, NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeOfAProductIsRefused() {
        for (ProductEvent wrong : List.of(
                product("main", 900, -1, "Kettle"),
                product("main", -1, 5, "Kettle"),
                product("a/b", 900, 5, "Kettle"),
                product("", 900, 5, "Kettle"),
                product("main", 900, 5, "x".repeat(2_001)))) {
            assertThatThrownBy(() -> ProductRecords.toOwner(wrong, NOON, NOON))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ProductEvent product(String shop, long price, int stock, String name) {
        ProductHeader header = new ProductHeader("e1", shop, "kettle", NOON.plusSeconds(60), "/shops/main");
        return new ProductEvent(
                header, new ProductUpdated(name, new Money(price, "RUB"), stock, null, null, null, null, null));
    }

    @Test
    void aQuestionToAProductIsReadAsItWasAskedAndItsAnswerComesBack() {
        ProductKey kettle = ProductKey.of(ANNA, Interest.Subject.product("kettle"));
        Effect.Ask ask = new Effect.Ask(
                "a1", kettle.owner(), new Request.Lookup("products", Map.of("productId", "kettle"), NOON));
        EngineCommand command = OutgoingCommands.ask(ANNA, ask, NOON);
        assertThat(command.getHeader().getCustomerId())
                .as("no source outside is asked")
                .doesNotStartWith(LookupRecords.PREFIX);
        Incoming.AskedOfProduct asked = new Incoming.AskedOfProduct(kettle, "a1", ANNA.toString());
        assertThat(IncomingCommands.read(command)).isEqualTo(asked);
        assertThat(IncomingCommands.read(ProductRecords.ask(asked, kettle.itself(), NOON)))
                .isEqualTo(new Incoming.AskedOfProduct(kettle.itself(), "a1", ANNA.toString()));
        ProductFacts facts = new ProductFacts("Kettle", new ProductPrice(900, "RUB"), 5, null, null, null, null);
        Map<String, Object> value = Map.of(
                "productId",
                "kettle",
                "name",
                "Kettle",
                "stock",
                5L,
                "price",
                Map.of("amount", 900L, "currency", "RUB"));
        assertThat(IncomingCommands.read(ProductRecords.answer(asked, facts, NOON)))
                .isEqualTo(new Incoming.Said(ANNA, new Signal.Granted("a1", Map.of("value", value))));
        assertThat(IncomingCommands.read(ProductRecords.answer(asked, null, NOON)))
                .isEqualTo(new Incoming.Said(ANNA, new Signal.Refused("a1", "product-unknown")));
    }

    @Test
    void aPartOfABudgetIsAskedForAndComesToThePartitionThatAsked() {
        BudgetKey budget = new BudgetKey("main", "day", "2026-11-23");
        EngineCommand command = BudgetLeases.ask(ANNA, budget, 42, NOON);
        assertThat(command.getHeader().getCustomerId()).isEqualTo("/budget/main/day/2026-11-23");
        Asker asker = new Asker("lease/" + budget, ANNA.toString(), 42);
        assertThat(IncomingCommands.read(command)).isEqualTo(new Incoming.ToBudget(budget, asker));
        for (long granted : List.of(7L, 0L)) {
            assertThat(IncomingCommands.read(BudgetLeases.answer(asker.askId(), asker.key(), granted, NOON)))
                    .isEqualTo(new Incoming.Leased(ANNA, budget, granted));
        }
        assertThat(IncomingCommands.read(BudgetLeases.giveBack(budget, 7, NOON)))
                .isEqualTo(new Incoming.PutBack(budget, 7));
        EngineCommand other = OutgoingCommands.giveBack(ANNA, new Effect.GiveBack("a1", budget.owner()), NOON);
        assertThat(IncomingCommands.read(other)).isEqualTo(new Incoming.Unknown());
    }

    @Test
    void whatAVisitorsKeyAndACustomersTellEachOtherIsReadAsItWasTold() {
        CustomerKey visitor = new CustomerKey("main", "~v");
        UUID move = new UUID(1, 2);
        for (MoveWord word : MoveWord.values()) {
            EngineCommand command = MoveRecords.word(visitor, new Effect.TellMove(ANNA, move, word), NOON);
            assertThat(IncomingCommands.read(command))
                    .isEqualTo(new Incoming.Said(ANNA, new Signal.MoveSaid(visitor, move, word)));
        }
        byte[] value = {0, 1, 2};
        MoveRecords.Origin origin = new MoveRecords.Origin("p.shop.events", 3, 42, NOON);
        assertThat(IncomingCommands.read(MoveRecords.relayed(visitor, ANNA, origin, value, NOON)))
                .usingRecursiveComparison()
                .isEqualTo(new Incoming.Relayed(ANNA, "p.shop.events", NOON, value));
    }

    @Test
    void aStateGoesInPartsThatMakeItAgain() {
        CustomerKey visitor = new CustomerKey("main", "~v");
        byte[] state = new byte[2 * MoveRecords.LARGEST_PART + 1];
        new Random(7).nextBytes(state);
        Effect.MoveOut out = new Effect.MoveOut(ANNA, new UUID(1, 2), CustomerState.NEW);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        int number = 0;
        for (EngineCommand command : MoveRecords.parts(visitor, out, state, NOON)) {
            Incoming.MovePart part = (Incoming.MovePart) IncomingCommands.read(command);
            assertThat(part.customer()).isEqualTo(ANNA);
            assertThat(part.number()).isEqualTo(++number);
            assertThat(part.isLast()).isEqualTo(number == 3);
            again.writeBytes(part.state());
        }
        assertThat(again.toByteArray()).isEqualTo(state);
        assertThat(MoveRecords.parts(visitor, out, new byte[0], NOON)).hasSize(1);
    }

    @Test
    void whatAPersonWroteComesToTheOwnerOfTheAddressAndToItsCustomersAsItWas() {
        AddressKey phone = AddressKey.of("main", Channel.SMS, "+74956460054");
        InboundMessage message = inbound("sms", "main", " +74956460054", "Стоп!");
        EngineCommand toOwner =
                WrittenRecords.toOwner(message, NOON.plusSeconds(1), NOON).orElseThrow();
        assertThat(toOwner.getHeader().getCustomerId()).isEqualTo(phone.toString());
        Inbound inbound = new Inbound(
                "i-1",
                Inbound.Kind.TEXT,
                Inbound.Word.STOP,
                "Стоп!",
                new Inbound.Reference("p-1", null),
                NOON,
                NOON.plusSeconds(1));
        assertThat(IncomingCommands.read(toOwner)).isEqualTo(new Incoming.ToAddress(phone, inbound));
        assertThat(IncomingCommands.read(WrittenRecords.toCustomer(ANNA, phone, inbound, NOON)))
                .isEqualTo(new Incoming.Said(ANNA, new Signal.Wrote(phone, inbound)));
    }

    @Test
    void whatIsWrittenFromNowhereIsPoisonAndAChannelOfALaterVersionIsNot() {
        assertThat(WrittenRecords.toOwner(inbound("telegram", "main", "7", "hi"), NOON, NOON))
                .isEmpty();
        assertThat(WrittenRecords.toOwner(inbound("push", "main", "t", "hi"), NOON, NOON))
                .isEmpty();
        for (InboundMessage poison : List.of(inbound("sms", "main", " ", "hi"), inbound("sms", "a/b", "+7", "hi"))) {
            assertThatThrownBy(() -> WrittenRecords.toOwner(poison, NOON, NOON))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static InboundMessage inbound(String channel, String shop, String address, String text) {
        return new InboundMessage(
                "i-1", shop, channel, address, null, InboundKind.TEXT, text, "p-1", null, List.of(), NOON, "one");
    }
}
