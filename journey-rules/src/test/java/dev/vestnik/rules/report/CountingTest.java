package dev.vestnik.rules.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each decision adds to reports. */
class CountingTest {
    private static final Instant NOW = Instant.parse("2026-11-30T23:59:59Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");
    private static final LocalDate BEFORE = LocalDate.parse("2026-11-24");
    private static final String EXPOSED = "2026-11-24T10:00:00Z";
    private static final Cell RUN = new Cell(3, "remind", "", "");
    private static final Cell MESSAGE = new Cell(3, "remind", "sms", "");

    @Test
    void aMessageCountsInItsVersionStepAndChannel() {
        assertThat(Counting.of(message(Outcome.SENT, null, Map.of()))).containsExactly(one(MESSAGE, "sent"));
        assertThat(Counting.of(message(Outcome.SKIPPED, "no-consent", Map.of())))
                .containsExactly(one(MESSAGE, "skipped no-consent"));
        assertThat(Counting.of(message(Outcome.RECEIPT, "delivered", Map.of())))
                .containsExactly(one(MESSAGE, "receipt delivered"));
    }

    @Test
    void whatAGatewayChargedIsAddedInMillionths() {
        assertThat(Counting.of(message(Outcome.RECEIPT, "accepted", Map.of("price", "0.0333 EUR"))))
                .containsExactly(
                        one(MESSAGE, "receipt accepted"), new ReportCount(TODAY, "cart", MESSAGE, "cost EUR", 33_300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "much EUR", "1 euros", "1e300 EUR", "NaN EUR", "-Infinity EUR"})
    void aPriceThatIsNoneAddsNothing(String price) {
        assertThat(Counting.of(message(Outcome.RECEIPT, "accepted", Map.of("price", price))))
                .containsExactly(one(MESSAGE, "receipt accepted"));
    }

    @Test
    void aRunCountsWhereItBeganAndWhereItEnded() {
        assertThat(Counting.of(run(Outcome.ENTERED, null, Map.of()))).containsExactly(one(RUN, "entered"));
        assertThat(Counting.of(run(Outcome.LEFT, "purchased", Map.of()))).containsExactly(one(RUN, "left purchased"));
    }

    @Test
    void aCustomerCountsInAnArmOnceOnTheDayOfTheFirstExposure() {
        Map<String, String> first = Map.of("arm", "control", "exposed", EXPOSED, "counts", "first");
        assertThat(Counting.of(run(Outcome.ENTERED, "holdout", first)))
                .containsExactly(
                        one(RUN, "control"), new ReportCount(BEFORE, "cart", arm("", "control"), "exposed", 1));
        Map<String, String> again = Map.of("arm", "control", "exposed", EXPOSED, "counts", "again");
        assertThat(Counting.of(run(Outcome.ENTERED, "holdout", again))).containsExactly(one(RUN, "control"));
        Map<String, String> experiment = Map.of("arm", "code", "exposed", EXPOSED, "counts", "first");
        assertThat(Counting.of(run(Outcome.EXPOSED, null, experiment)))
                .containsExactly(new ReportCount(BEFORE, "cart", arm("remind", "code"), "exposed", 1));
    }

    @Test
    void aGoalCountsForTheRunAndForTheArmsOfTheCustomer() {
        Cell goal = new Cell(3, "", "", "");
        Map<String, String> inputs = Map.of(
                "arm", "treated",
                "exposed", EXPOSED,
                "counts", "first",
                "arm.which one", "code",
                "exposed.which one", EXPOSED,
                "counts.which one", "again",
                "value", "20000",
                "currency", "RUB");
        assertThat(Counting.of(decision(Outcome.CONVERTED, null, null, null, inputs)))
                .containsExactlyInAnyOrder(
                        one(goal, "converted"),
                        new ReportCount(TODAY, "cart", goal, "value RUB", 20_000),
                        new ReportCount(BEFORE, "cart", arm("", "treated"), "won", 1),
                        new ReportCount(BEFORE, "cart", arm("", "treated"), "won-value RUB", 20_000),
                        new ReportCount(BEFORE, "cart", arm("", "treated"), "won-squares RUB", 40_000),
                        new ReportCount(BEFORE, "cart", arm("which one", "code"), "won-again", 1));
    }

    @Test
    void aGoalThatIsReachedTooLateForAComparisonAddsNothingToIt() {
        Map<String, String> late = Map.of("arm", "treated", "exposed", EXPOSED, "counts", "late");
        assertThat(Counting.of(decision(Outcome.CONVERTED, null, null, null, late)))
                .containsExactly(one(new Cell(3, "", "", ""), "converted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "1e300", "NaN"})
    void aValueThatCannotBeSummedIsCounted(String value) {
        assertThat(Counting.of(decision(Outcome.CONVERTED, null, null, null, Map.of("value", value))))
                .containsExactlyInAnyOrder(
                        one(new Cell(3, "", "", ""), "converted"), one(new Cell(3, "", "", ""), "not-summed"));
    }

    @Test
    void anUnknownCurrencyIsNone() {
        assertThat(Counting.of(decision(Outcome.CONVERTED, null, null, null, Map.of("value", "5", "currency", "QQQ"))))
                .contains(new ReportCount(TODAY, "cart", new Cell(3, "", "", ""), "value -", 5));
    }

    @Test
    void aSaleCountsOnceForTheShopAndForTheMessagesItIsOwedTo() {
        Cell goal = new Cell(3, "", "", "");
        Map<String, String> inputs = Map.of(
                "value", "100",
                "sale", "first",
                "touch.first", "sale.of-may 1 tell all of them email",
                "touch.last", "cart 3 remind sms");
        assertThat(Counting.of(decision(Outcome.CONVERTED, null, null, null, inputs)))
                .containsExactlyInAnyOrder(
                        one(goal, "converted"),
                        new ReportCount(TODAY, "cart", goal, "value -", 100),
                        new ReportCount(TODAY, "", Cell.NONE, "sales", 1),
                        new ReportCount(TODAY, "", Cell.NONE, "revenue -", 100),
                        one(MESSAGE, "last-touch"),
                        new ReportCount(TODAY, "cart", MESSAGE, "last-revenue -", 100),
                        new ReportCount(
                                TODAY, "sale.of-may", new Cell(1, "tell all of them", "email", ""), "first-touch", 1),
                        new ReportCount(
                                TODAY,
                                "sale.of-may",
                                new Cell(1, "tell all of them", "email", ""),
                                "first-revenue -",
                                100));
        Map<String, String> again = Map.of("value", "100", "sale", "again");
        assertThat(Counting.of(decision(Outcome.CONVERTED, null, null, null, again)))
                .containsExactlyInAnyOrder(
                        one(goal, "converted"), new ReportCount(TODAY, "cart", goal, "value -", 100));
    }

    /** A decision of no journey, of which there are many, adds nothing; any other never fails. */
    @ParameterizedTest
    @EnumSource(Outcome.class)
    void aDecisionOfNoJourneyAddsNothing(Outcome outcome) {
        Decision decision =
                new Decision(outcome, "x", null, null, List.of(), Map.of(), "order.placed", "e1", 1, NOW, NOW);
        assertThat(Counting.of(decision)).isEmpty();
        assertThat(Counting.of(decision(outcome, "x", null, null, Map.of("touch.last", "x", "sale", "first"))))
                .isNotNull();
    }

    private static Cell arm(String step, String arm) {
        return new Cell(3, step, "", arm);
    }

    private static ReportCount one(Cell cell, String figure) {
        return new ReportCount(TODAY, "cart", cell, figure, 1);
    }

    private static Decision message(Outcome outcome, String reason, Map<String, String> inputs) {
        MessageFacts facts = new MessageFacts(UUID.randomUUID(), 1, Channel.SMS, JourneyClass.MARKETING, "hello");
        return decision(outcome, reason, "remind", facts, inputs);
    }

    private static Decision run(Outcome outcome, String reason, Map<String, String> inputs) {
        return decision(outcome, reason, "remind", null, inputs);
    }

    private static Decision decision(
            Outcome outcome, String reason, String step, MessageFacts message, Map<String, String> inputs) {
        About about = new About("cart", 3, UUID.randomUUID(), step);
        return new Decision(outcome, reason, about, message, List.of(), inputs, "order.placed", "e1", 1, NOW, NOW);
    }
}
