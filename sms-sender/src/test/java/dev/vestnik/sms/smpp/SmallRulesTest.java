package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sms.metrics.SmsMetrics;
import dev.vestnik.sms.smpp.GatewaySettings.IdForm;
import dev.vestnik.sms.text.SmsText;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.Test;

class SmallRulesTest {
    @Test
    void writesTheRemainingLifeAsARelativeValidity() {
        assertThat(ValidityPeriod.of(Duration.ofSeconds(90))).isEqualTo("000000000130000R");
        assertThat(ValidityPeriod.of(
                        Duration.ofDays(6).plusHours(23).plusMinutes(59).plusSeconds(58)))
                .isEqualTo("000006235958000R");
        assertThat(ValidityPeriod.of(Duration.ofMillis(3))).isEqualTo("000000000001000R");
    }

    @Test
    void normalisesIdsOfAllForms() {
        assertThat(IdForm.HEX.normalised("00001A2b")).isEqualTo("6699");
        assertThat(IdForm.DECIMAL.normalised("0006699")).isEqualTo("6699");
        assertThat(IdForm.TEXT.normalised("00AB-cd ")).isEqualTo("ab-cd");
        assertThat(IdForm.TEXT.normalised("000")).isEqualTo("0");
        assertThat(IdForm.HEX.normalised("x-77")).isEqualTo("x-77");
        assertThat(IdForm.TEXT.normalised("00AB12CD")).isEqualTo(IdForm.TEXT.normalised("AB12CD"));
        assertThat(IdForm.HEX.normalised("A1000000000000FF"))
                .isEqualTo(IdForm.DECIMAL.normalised("11601272640106397951"));
        assertThat(IdForm.HEX.normalised("0x1A2B")).isEqualTo("6699");
        assertThat(IdForm.HEX.normalised("0x")).isEqualTo("x");
    }

    @Test
    void tellsNamesNumbersAndShortCodesOfSendersApart() {
        assertThat(Address.sender("VESTNIK SHOP LTD", ""))
                .isEqualTo(new Address(
                        TypeOfNumber.ALPHANUMERIC, org.jsmpp.bean.NumberingPlanIndicator.UNKNOWN, "VESTNIK SHO"));
        assertThat(Address.sender("+74956461000", "").type()).isEqualTo(TypeOfNumber.INTERNATIONAL);
        assertThat(Address.sender("1234", "").type()).isEqualTo(TypeOfNumber.NETWORK_SPECIFIC);
        assertThat(Address.international("+74956461000").digits()).isEqualTo("74956461000");
    }

    @Test
    void theSenderIsTheShopWhereTheGatewayHasNone() {
        assertThat(gateway(null).source("Lavka").digits()).isEqualTo("Lavka");
        assertThat(gateway("1234").source("Lavka").digits()).isEqualTo("1234");
        assertThat(gateway(null).source(null).digits()).isEqualTo("VESTNIK");
    }

    private static GatewaySettings gateway(String sender) {
        return sender == null ? TestGateway.at(2775, "sender", "") : TestGateway.at(2775, "sender", sender);
    }

    @Test
    void tellsRefusalsFromWantOfRoom() {
        assertThat(CommandStatus.outcome(0x0B)).isEqualTo(Outcome.deadAddress("smpp-0x0B"));
        assertThat(CommandStatus.outcome(0x58)).isEqualTo(Outcome.busy("smpp-0x58"));
        assertThat(CommandStatus.outcome(0x0E)).isEqualTo(Outcome.busy("smpp-0x0E"));
        assertThat(CommandStatus.outcome(0x08)).isEqualTo(Outcome.addressBusy("smpp-0x08"));
        assertThat(CommandStatus.outcome(0x14)).isEqualTo(Outcome.addressBusy("smpp-0x14"));
        assertThat(CommandStatus.outcome(0x45)).isEqualTo(Outcome.temporary("smpp-0x45"));
        assertThat(CommandStatus.outcome(0x01)).isEqualTo(Outcome.permanent("smpp-0x01"));
    }

    @Test
    void takesAFullRecipientForAFullCentreOnlyWhenNobodyElseIsTaken() {
        Crowd crowd = new Crowd();
        Outcome full = Outcome.addressBusy("smpp-0x14");
        assertThat(crowd.judged("1", full)).isEqualTo(full);
        assertThat(crowd.judged("1", full)).isEqualTo(full);
        assertThat(crowd.judged("1", full)).isEqualTo(full);
        assertThat(crowd.judged("2", full)).isEqualTo(full);
        assertThat(crowd.judged("4", Outcome.accepted("1"))).isEqualTo(Outcome.accepted("1"));
        assertThat(crowd.judged("1", full)).isEqualTo(full);
        assertThat(crowd.judged("2", full)).isEqualTo(full);
        assertThat(crowd.judged("3", full)).isEqualTo(Outcome.busy("smpp-0x14"));
        assertThat(crowd.judged("4", full)).isEqualTo(Outcome.busy("smpp-0x14"));
    }

    /** The link may be lost between the look at it and the submit. */
    @Test
    void writesNothingToAnUnboundSession() {
        Submit submit = new Submit(
                Address.sender("SHOP", ""),
                Address.international("+74956461000"),
                Instant.EPOCH.plusSeconds(60),
                new OptionalParameter[0]);
        SmsPart part = SmsPart.of(SmsText.of("Hello", false), 1).getFirst();
        assertThat(submit.part(unbound(), part, Instant.EPOCH, Duration.ofSeconds(1)))
                .isEqualTo(new Outcome.NotSent("not bound"));
    }

    private static SmppSession unbound() {
        InboundSink none = _ -> CompletableFuture.completedFuture(null);
        return SmppSession.of(
                new Sockets(false, null, Duration.ofSeconds(1)),
                new Deliveries("main", none, new SmsMetrics(new SimpleMeterRegistry())));
    }

    @Test
    void letsALaterPartDecideForTheWholeText() {
        Outcome taken = Outcome.accepted("1");
        Outcome lost = new Outcome.Unknown("no answer");
        assertThat(PartOutcomes.whole(List.of(taken, Outcome.accepted("2")), 2))
                .isEqualTo(new Outcome.Accepted(List.of("1", "2"), 2, List.of(), null));
        assertThat(PartOutcomes.whole(List.of(taken, lost, taken), 3)).isEqualTo(lost);
        assertThat(PartOutcomes.whole(List.of(taken, Outcome.permanent("smpp-0x01")), 2))
                .isEqualTo(Outcome.permanent("smpp-0x01"));
    }

    /** Phones show the parts that came, and the operator charges for them: the whole text again is not the first one. */
    @Test
    void leavesATextInDoubtOfWhichTheCentreHasSomeParts() {
        Outcome taken = Outcome.accepted("1");
        Map<Outcome, String> causes = Map.of(
                new Outcome.NotSent("not bound"),
                "not bound",
                Outcome.busy("smpp-0x58"),
                "smpp-0x58",
                Outcome.addressBusy("smpp-0x14"),
                "smpp-incomplete",
                Outcome.temporary("smpp-0x45"),
                "smpp-incomplete");
        causes.forEach((last, cause) -> {
            assertThat(PartOutcomes.whole(List.of(last), 2)).isEqualTo(last);
            assertThat(PartOutcomes.whole(List.of(taken, last), 2)).isEqualTo(new Outcome.Unknown(cause));
        });
    }

    @Test
    void readsReceiptsFromParametersOrText() {
        DeliveredMessage text = receipt("id:0123456789 sub:001 dlvrd:001 submit date:2601241105 done date:2601241106"
                + " stat:DELIVRD err:000 text:id:9 stat:X");
        assertThat(ReceiptFields.of(text)).contains(new ReceiptFields("0123456789", "DELIVRD", "000"));
        DeliveredMessage odd = receipt("Id: 77 Stat: undeliv Err: 01B");
        assertThat(ReceiptFields.of(odd)).contains(new ReceiptFields("77", "UNDELIV", "01B"));
        DeliveredMessage parameters = receipt(
                "",
                new OptionalParameter.COctetString((short) 0x1E, "9f"),
                new OptionalParameter.Byte((short) 0x427, (byte) 3));
        assertThat(ReceiptFields.of(parameters)).contains(new ReceiptFields("9f", "EXPIRED", ""));
        assertThat(ReceiptFields.of(receipt("hello"))).isEmpty();
    }

    private static DeliveredMessage receipt(String text, OptionalParameter... parameters) {
        return new DeliveredMessage(4, 0, "", "", text.getBytes(StandardCharsets.ISO_8859_1), List.of(parameters));
    }
}
