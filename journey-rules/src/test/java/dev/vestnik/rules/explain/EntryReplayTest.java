package dev.vestnik.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.CalendarOutlook;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.explain.EntryReplay.Question;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.testrun.TestBed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryReplayTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final String DEAR = """
            id: dear
            class: service
            entry: {on: order.placed, key: event.orderId, if: event.total.amount > 500 && customer.attributes.vip == true, lateness: PT1H}
            start: wait
            steps: {wait: {type: delay, for: PT1H}}
            """;

    private final EntryReplay replay =
            new EntryReplay(new Decider((customer, channel, topic) -> "https://example.org"));
    private final List<Signal.Happened> events = new ArrayList<>();

    private static InForce version(String text, int number) {
        Checked<Journey> checked =
                new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(text, number, Catalogue.of(Map.of()));
        Journey journey = ((Checked.Sound<Journey>) checked).value();
        TestBed bed = new TestBed(Map.of(), ShopSettings.DEFAULT, FeatureLevel.NEWEST);
        return new InForce(journey, bed.under(List.of(journey), Instant.EPOCH));
    }

    private void happened(String id, String type, Instant at, Map<String, Object> data) {
        events.add(new Signal.Happened(new Event("shop", id, type, at, data), NOON.plusSeconds(events.size())));
    }

    private void ordered(String id, long amount) {
        happened(id, "order.placed", NOON, Map.of("orderId", id, "total", Map.of("amount", amount, "currency", "RUB")));
    }

    private void isVip(boolean vip) {
        happened("vip-" + vip, "customer.updated", NOON, Map.of("attributes", Map.of("vip", vip)));
    }

    private List<EntryAnswer> answers(InForce version) {
        Question question = new Question(
                ANNA, version.journey().id(), Set.of("order.placed"), at -> at.isBefore(NOON) ? null : version);
        return replay.answers(question, CustomerState.NEW, events);
    }

    @Test
    void tellsTheConditionAndTheValuesWithWhichItDidNotHold() {
        isVip(true);
        ordered("o1", 400);
        EntryAnswer answer = answers(version(DEAR, 3)).getFirst();
        assertThat(answer.reason()).isEqualTo("condition");
        assertThat(answer.detail()).isEqualTo("event.total.amount > 500 && customer.attributes.vip == true");
        assertThat(answer.values())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("event.total.amount", 400L, "customer.attributes.vip", true));
        assertThat(answer.version()).isEqualTo(3);
        assertThat(answer.at()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void theCustomerIsWhatTheyWereThen() {
        isVip(false);
        ordered("o1", 600);
        isVip(true);
        ordered("o2", 600);
        assertThat(answers(version(DEAR, 1)))
                .extracting(EntryAnswer::reason)
                .containsExactly("condition", EntryReplay.ENTERS);
    }

    @Test
    void saysOfAConditionThatCannotBeComputedWhatIsAbsent() {
        ordered("o1", 600);
        EntryAnswer answer = answers(version(DEAR, 1)).getFirst();
        assertThat(answer.reason()).isEqualTo("condition-unknown");
        assertThat(answer.inputs().get("cause")).contains("absent");
    }

    @Test
    void aLateEventAndARepeatedOneSayWhatTheyAre() {
        isVip(true);
        happened(
                "old",
                "order.placed",
                NOON.minus(Duration.ofHours(2)),
                Map.of("orderId", "old", "total", Map.of("amount", 600L)));
        ordered("o1", 600);
        ordered("o1", 600);
        assertThat(answers(version(DEAR, 1)))
                .extracting(EntryAnswer::reason)
                .containsExactly("too-late", EntryReplay.ENTERS, EntryReplay.REPEATED);
    }

    /** By the profile of today the birthday was at noon; nothing is recorded of it, and the calendar has been decided until later. */
    @Test
    void aMomentThatWasNotDueThenIsNotToldAsOneThatEnters() {
        Event moment = new Event(CalendarOutlook.SOURCE, "birthday/2026", "calendar.date", NOON, Map.of());
        EntryAnswer answer =
                new EntryAnswer(NOON, moment, 1, new UUID(1, 1), EntryReplay.ENTERS, null, Map.of(), Map.of());
        assertThat(answer.unrecorded(NOON.plusSeconds(60)).reason()).isEqualTo(EntryReplay.NOT_DUE);
        assertThat(answer.unrecorded(NOON.minusSeconds(60)).reason()).isEqualTo(EntryReplay.ENTERS);
        assertThat(answer.unrecorded(null).reason()).isEqualTo(EntryReplay.ENTERS);
    }

    @Test
    void saysWhenNothingWasPublishedOrForOthers() {
        ordered("o1", 600);
        InForce later = version(DEAR, 1);
        Question question = new Question(ANNA, later.journey().id(), Set.of("order.placed"), at -> null);
        assertThat(replay.answers(question, CustomerState.NEW, events))
                .extracting(EntryAnswer::reason)
                .containsExactly(EntryReplay.NOT_PUBLISHED);
        assertThat(answers(version(DEAR.replace("class:", "shops: [north]\nclass:"), 1)))
                .extracting(EntryAnswer::reason)
                .containsExactly(EntryReplay.OTHER_SHOP);
        assertThat(answers(version(
                        DEAR.replace("order.placed", "order.shipped").replace("event.total.amount > 500 && ", ""), 1)))
                .extracting(EntryAnswer::reason)
                .containsExactly(EntryReplay.NOT_LISTENING);
    }
}
