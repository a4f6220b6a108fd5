package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.address.AddressDecided;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressNews;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.owner.MoveWord;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.schemas.message.InboundMessage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna/1");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris");
    private static final Owner BUDGET = new Owner(OwnerKind.BUDGET, "main/spring");

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
    void whatABudgetIsAskedIsForAVersionThatHasBudgets() {
        EngineCommand take = OutgoingCommands.ask(ANNA, new Effect.Ask("a1", BUDGET, new Request.Take(5)), NOON);
        EngineCommand back = OutgoingCommands.giveBack(ANNA, new Effect.GiveBack("a1", BUDGET), NOON);
        assertThat(take.getHeader().getCustomerId()).isEqualTo("/budget/main/spring");
        assertThat(Stream.of(take, back).map(IncomingCommands::read)).containsOnly(new Incoming.Unknown());
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
