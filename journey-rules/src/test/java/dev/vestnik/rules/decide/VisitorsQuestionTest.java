package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A visitor was asked something, and turns out to be a customer before the answer comes. */
class VisitorsQuestionTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey VISITOR = new CustomerKey("main", "~v");
    private static final AddressKey PHONE = AddressKey.of("main", Channel.SMS, "+74956460054");

    private final Household household = new Household(Written.journey("""
            id: rate
            class: service
            entry: {on: x.delivered, key: event.orderId}
            start: ask
            steps:
              ask:
                type: ask
                template: hello
                answers: [{name: good, number: {from: 7, to: 10}, next: glad}, {name: bad, number: {from: 1, to: 6}, next: sad}]
                into: rating
                queue: readers
                timeout: P1D
                onTimeout: late
                onNone: late
              glad: {type: delay, for: P9D}
              sad: {type: delay, for: P9D}
              late: {type: delay, for: P9D}
            """));

    @BeforeEach
    void asked() {
        household.happens(VISITOR, "customer.updated", Map.of("phone", "+74956460054"));
        household.happens(VISITOR, "x.delivered", Map.of("orderId", "o1"));
        assertThat(household.sent(VISITOR)).hasSize(1);
    }

    private void identified() {
        household.happens(ANNA, "customer.identified", Map.of("visitorId", "v"));
        assertThat(household.state(ANNA).instances()).hasSize(1);
    }

    private void writes(String text) {
        household.writes(PHONE, Inbound.Kind.TEXT, text);
        household.settle();
    }

    private Instance run() {
        return household.state(ANNA).instances().getFirst();
    }

    private List<Task> tasks() {
        return household.state(ANNA).memory().people().tasks();
    }

    private void finishes() {
        TaskDeed finish = new TaskDeed.Finish("desk-1", "bad", null);
        household.signal(
                ANNA,
                new Signal.Asked(
                        "f", "api:1", new Request.HandleTask(tasks().getLast().id(), finish, "crm")));
    }

    @Test
    void theAnswerComesToTheCustomersRun() {
        identified();
        writes("9");
        assertThat(run().step()).isEqualTo("glad");
    }

    @Test
    void aPersonReadsWhatTheCustomerWrites() {
        identified();
        writes("what?");
        assertThat(household.story(ANNA)).contains("ANSWER asked-again");
        writes("hm");
        finishes();
        assertThat(run().step()).isEqualTo("sad");
    }

    @Test
    void aTaskThatIsOpenAlreadyLeadsTheRunOn() {
        writes("what?");
        writes("hm");
        identified();
        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.isPending()).isTrue());
        finishes();
        assertThat(run().step()).isEqualTo("sad");
    }
}
