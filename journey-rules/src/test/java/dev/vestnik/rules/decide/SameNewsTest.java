package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.Journey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two journeys that both tell of one event in one channel are probably one too many. */
class SameNewsTest {
    private static final String TOLD = """
            id: told
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: push}, {via: sms}]}
            """;
    private static final String OTHER = TOLD.replace("id: told", "id: other");

    @Test
    void namesTheOtherTheEventTheChannelAndWhatToDo() {
        assertThat(warnings(OTHER)).singleElement().satisfies(warning -> {
            assertThat(warning.path()).isEqualTo("entry.on");
            assertThat(warning.problem())
                    .isEqualTo(
                            "journey/other tells of order.shipped by sms and push too: a customer who enters both is told twice");
            assertThat(warning.remedy()).contains("\"if\"", "archive");
        });
    }

    @Test
    void aConditionMayOrMayNotExcludeTheOther() {
        assertThat(warnings(OTHER.replace("key:", "if: event.carrier == 'post', key:")))
                .hasSize(1);
    }

    @Test
    void looksBehindBranchesAndMessages() {
        assertThat(warnings("""
                id: other
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: which
                steps:
                  which: {type: branch, cases: [{if: event.carrier == "post", next: first}]}
                  first: {type: message, template: hello, channels: [{via: email}], onNone: second}
                  second: {type: message, template: hello, channels: [{via: sms}]}
                """))
                .singleElement()
                .satisfies(warning -> assertThat(warning.problem()).contains(" by sms too"));
    }

    @Test
    void anotherEventAnotherChannelAnotherShopOrALaterMessageIsOther() {
        assertThat(Stream.of(
                        OTHER.replace("order.shipped", "order.delivered"),
                        OTHER.replace("[{via: push}, {via: sms}]", "[{via: email}]"),
                        OTHER.replace("class:", "shops: [north]\nclass:"),
                        OTHER.replace("start: tell", "start: rest")
                                .replace("steps:", "steps:\n  rest: {type: delay, for: PT1H, next: tell}")))
                .allSatisfy(other -> assertThat(SameNews.warnings(
                                Written.journey(TOLD.replace("class:", "shops: [main]\nclass:")),
                                List.of(Written.journey(other)),
                                id -> id))
                        .isEmpty());
    }

    @Test
    void anotherVersionOfItselfIsNoOther() {
        assertThat(warnings(TOLD)).isEmpty();
    }

    private static List<Warning> warnings(String... others) {
        List<Journey> journeys = Stream.of(others).map(Written::journey).toList();
        return SameNews.warnings(Written.journey(TOLD), journeys, id -> "journey/" + id);
    }
}
