package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressDecided;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressNews;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.schemas.engine.EngineCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
                new Request.ResolveStuck(new UUID(1, 2), Request.Resolution.END, "olga"));
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
    void whatABudgetIsAskedIsForAVersionThatHasBudgets() {
        EngineCommand take = OutgoingCommands.ask(ANNA, new Effect.Ask("a1", BUDGET, new Request.Take(5)), NOON);
        EngineCommand back = OutgoingCommands.giveBack(ANNA, new Effect.GiveBack("a1", BUDGET), NOON);
        assertThat(take.getHeader().getCustomerId()).isEqualTo("/budget/main/spring");
        assertThat(Stream.of(take, back).map(IncomingCommands::read)).containsOnly(new Incoming.Unknown());
    }
}
