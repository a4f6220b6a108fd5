package dev.vestnik.rules.testrun;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a test run tells of people into the signals that they would be: a message that the customer writes answers questions and may
 * be a STOP, a task that is finished leads its run on.
 */
final class ToldSignals {
    static final String WRITTEN = "message.inbound";
    static final String FINISHED = "task.finished";
    private static final String SOMEBODY = "somebody";

    private ToldSignals() {}

    static Signal signal(ToldEvent told, CustomerKey customer, CustomerState state) {
        Event event = told.event();
        Optional<Signal> said = switch (event.type()) {
            case WRITTEN -> written(event, told.at(), customer, state.profile());
            case FINISHED -> finished(event, state);
            default -> ToldProducts.news(event).map(news -> new Signal.Informed(news, null));
        };
        return said.orElseGet(() -> new Signal.Happened(event, told.at()));
    }

    /** Empty where the customer has no such address. */
    private static Optional<Signal> written(Event event, Instant at, CustomerKey customer, Profile profile) {
        Channel channel = Channel.labelled(text(event, "channel")).orElse(Channel.SMS);
        String address = channel == Channel.EMAIL ? profile.email() : profile.phone();
        if (address == null || channel == Channel.PUSH) {
            return Optional.empty();
        }
        String text = text(event, "text");
        Inbound inbound = new Inbound(
                event.id(),
                Inbound.Kind.TEXT,
                Inbound.meaning(Inbound.Kind.TEXT, text),
                text,
                new Inbound.Reference(null, null),
                event.occurredAt(),
                at);
        return Optional.of(new Signal.Wrote(AddressKey.of(customer.shop(), channel, address), inbound));
    }

    /** Empty where there is no open task that can be finished so. */
    private static Optional<Signal> finished(Event event, CustomerState state) {
        String outcome = given(event, "outcome");
        return state.memory().people().tasks().stream()
                .filter(Task::isPending)
                .filter(task -> outcome == null
                        ? task.outcomes().isEmpty()
                        : task.outcomes().contains(outcome))
                .findFirst()
                .map(task -> new Signal.Asked(
                        event.id(),
                        SOMEBODY,
                        new Request.HandleTask(
                                task.id(), new TaskDeed.Finish(SOMEBODY, outcome, given(event, "note")), SOMEBODY)));
    }

    private static String text(Event event, String field) {
        String given = given(event, field);
        return given == null ? "" : given;
    }

    private static @Nullable String given(Event event, String field) {
        return event.data().get(field) instanceof String text ? text : null;
    }
}
