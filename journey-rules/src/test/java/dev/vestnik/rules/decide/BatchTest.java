package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes for a while is told once. */
class BatchTest {
    private static final String DIGEST = """
            id: digest
            class: service
            entry: {on: x.liked}
            context: {things: {of: event.thing, last: 3}, latest: event.thing}
            start: gather
            steps:
              gather: {type: batch, on: [{on: x.liked, match: event.thing != "nothing"}], for: PT1H, into: things, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;

    private final Shop shop = new Shop(Written.journey(DIGEST)).known();

    @Test
    void gathersForAWhileThenTellsOnce() {
        liked("a").after(Duration.ofMinutes(50));
        liked("b").after(Duration.ofMinutes(9));
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ofMinutes(1));
        assertThat(shop.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.content().toString()).contains("[a, b]"));
    }

    @Test
    void goesOnAtOnceWhenTheListIsFull() {
        liked("a");
        liked("b");
        assertThat(shop.sent()).isEmpty();
        liked("c");
        assertThat(shop.sent()).hasSize(1);
        shop.after(Duration.ofHours(2));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void gathersOnlyWhatMatches() {
        liked("a");
        liked("nothing");
        assertThat(context()).containsEntry("things", List.of("a"));
        assertThat(shop.story()).doesNotContain("NOT_ENTERED already-running");
    }

    @Test
    void theSameEventAgainIsGatheredOnce() {
        Shop counting = new Shop(Written.journey(DIGEST.replace("of: event.thing", "of: event.at"))).known();
        counting.happened("e", "x.liked", Shop.NOON, Map.of("thing", "a", "at", 1L));
        counting.happened("f", "x.liked", Shop.NOON, Map.of("thing", "a", "at", 2L));
        counting.happened("g", "x.liked", Shop.NOON, Map.of("thing", "a", "at", 1L));
        counting.happened("f", "x.liked", Shop.NOON, Map.of("thing", "a", "at", 2L));
        assertThat(counting.state().instances().getFirst().context()).containsEntry("things", List.of(2L, 1L));
    }

    @Test
    void anOlderEventIsGatheredAndChangesNothingElse() {
        liked("a");
        shop.happened("late", "x.liked", Shop.NOON.minusSeconds(60), Map.of("thing", "b"));
        assertThat(context()).isEqualTo(Map.of("things", List.of("a", "b"), "latest", "a"));
    }

    @Test
    void hearsWhatCameWhileAMessageWasOnItsWay() {
        Shop again = new Shop(Written.journey(
                        DIGEST.replace("channels: [{via: sms}]}", "channels: [{via: sms}], onSent: gather}")
                                .replace("last: 3", "last: 20")))
                .known();
        again.happens("x.liked", Map.of("thing", "a")).after(Duration.ofHours(1));
        again.happens("x.liked", Map.of("thing", "b"));
        assertThat(again.state().memory().kept()).hasSize(1);
        again.receipt(again.lastSent(), Signal.Receipt.Status.ACCEPTED);
        assertThat(again.state().instances().getFirst().context()).containsEntry("things", List.of("b"));
        assertThat(again.after(Duration.ofHours(1)).sent()).hasSize(2);
    }

    @Test
    void beginsAnewWhereTheRunComesToItAgain() {
        Shop again = new Shop(Written.journey(DIGEST.replace("start: gather", "start: first")
                        .replace("steps:\n", "steps:\n  first: {type: delay, for: PT1M, next: gather}\n")
                        .replace("channels: [{via: sms}]}", "channels: [{via: sms}], onSent: gather}")))
                .known();
        again.happens("x.liked", Map.of("thing", "a")).after(Duration.ofMinutes(1));
        again.happens("x.liked", Map.of("thing", "b")).happens("x.liked", Map.of("thing", "c"));
        assertThat(again.lastSent().content().toString()).contains("[a, b, c]");
        again.receipt(again.lastSent(), Signal.Receipt.Status.ACCEPTED);
        again.happens("x.liked", Map.of("thing", "d"));
        assertThat(again.sent()).hasSize(1);
        assertThat(again.after(Duration.ofHours(1)).lastSent().content().toString())
                .contains("[d]");
    }

    @Test
    void goesOnAtOnceWhereTheListIsFullOnArrival() {
        Shop one = new Shop(Written.journey(DIGEST.replace("last: 3", "last: 1"))).known();
        assertThat(one.happens("x.liked", Map.of("thing", "a")).sent()).hasSize(1);
        Shop last = new Shop(Written.journey(DIGEST.replace("last: 3", "last: 1")
                        .replace(", next: tell", "")
                        .replaceAll("(?m)^  tell:.*\n", "")))
                .known();
        assertThat(last.happens("x.liked", Map.of("thing", "a")).state().instances())
                .isEmpty();
    }

    @Test
    void forgetsWithTheRunThatItWasBegun() {
        int seen = liked("a").state().seen().size();
        shop.after(Duration.ofHours(1));
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.ACCEPTED);
        assertThat(shop.state().instances()).isEmpty();
        assertThat(shop.state().seen()).hasSizeLessThan(seen);
    }

    @Test
    void takesTheNewLengthFromWhereTheRunCameToIt() {
        liked("a").after(Duration.ofMinutes(10));
        shop.publish(Shop.definitions(
                2,
                Status.LIVE,
                InFlight.MIGRATE,
                Written.journey(DIGEST),
                Written.journey(DIGEST.replace("PT1H", "PT2H"), 2)));
        shop.signal(new Signal.Redefined());
        assertThat(shop.state().instances().getFirst().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(DIGEST).step("gather").draw())
                .isEqualTo(new StepDrawing("batch", "x.liked into things for 1 h", List.of(new Arrow("then", "tell"))));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(DIGEST.replace("into: things", "into: thing")))
                .containsExactly(
                        "steps.gather.into: is no list of the context, such as {of: event.productId, last: 20};"
                                + " did you mean \"things\"?");
        assertThat(faults(DIGEST.replace("into: things", "into: latest"))).hasSize(1);
        assertThat(faults(DIGEST.replace(", into: things", ""))).containsExactly("steps.gather.into: is missing");
        assertThat(faults(DIGEST.replace("for: PT1H, ", ""))).containsExactly("steps.gather.for: is missing");
        assertThat(faults(DIGEST.replace("[{on: x.liked, match: event.thing != \"nothing\"}]", "[]")))
                .containsExactly("steps.gather.on: must have at least one event");
        assertThat(faults(DIGEST.replace("next: tell", "next: tel")))
                .contains("steps.gather.next: there is no step \"tel\"; did you mean \"tell\"?");
    }

    private Shop liked(String thing) {
        return shop.happens("x.liked", Map.of("thing", thing));
    }

    private Map<String, Object> context() {
        return shop.state().instances().getFirst().context();
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
