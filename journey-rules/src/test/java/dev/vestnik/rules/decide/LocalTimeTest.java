package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A delay to a local time over the nights in which the clocks change: the date first, then the time on it. */
class LocalTimeTest {
    /** In 2027 Berlin's clocks go from 02:00 to 03:00 on Sunday, 28 March, and from 03:00 to 02:00 on Sunday, 31 October. */
    @ParameterizedTest
    @CsvSource({
        "from the Sunday of the gap,          2027-03-28T09:00:00Z, monday, 02:30, 2027-03-29T00:30:00Z",
        "from the night before the gap,       2027-03-28T00:10:00Z, monday, 02:30, 2027-03-29T00:30:00Z",
        "into the gap: as much later,         2027-03-27T12:00:00Z, sunday, 02:30, 2027-03-28T01:30:00Z",
        "a week after the gap,                2027-03-28T09:00:00Z, sunday, 02:30, 2027-04-04T00:30:00Z",
        "any day from the Sunday of the gap,  2027-03-28T09:00:00Z,       , 02:30, 2027-03-29T00:30:00Z",
        "any day into the gap,                2027-03-27T12:00:00Z,       , 02:30, 2027-03-28T01:30:00Z",
        "from the Sunday of the overlap,      2027-10-31T09:00:00Z, monday, 02:30, 2027-11-01T01:30:00Z",
        "into the overlap: the first time,    2027-10-30T12:00:00Z, sunday, 02:30, 2027-10-31T00:30:00Z",
        "between the two times: the next day, 2027-10-31T00:45:00Z,       , 02:30, 2027-11-01T01:30:00Z"
    })
    void waitsFor(String what, Instant from, String weekday, String time, Instant due) {
        String day = weekday == null ? "" : ", weekday: " + weekday;
        Shop shop = new Shop(Written.journey("""
                id: local
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: wait
                steps:
                  wait: {type: delay, at: "TIME"DAY, next: tell}
                  tell: {type: message, template: hello, channels: [{via: sms}]}
                """.replace("TIME", time).replace("DAY", day))).known();
        shop.happens("customer.updated", Map.of("timezone", "Europe/Berlin"));
        shop.outage(Duration.between(shop.now(), from)).happens("order.shipped", Map.of("orderId", "o1"));
        assertThat(shop.state().instances().getFirst().position().due())
                .as(what)
                .isEqualTo(due);
    }
}
