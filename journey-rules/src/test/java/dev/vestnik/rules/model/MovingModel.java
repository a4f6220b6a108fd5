package dev.vestnik.rules.model;

import dev.vestnik.rules.model.History.Item;
import dev.vestnik.rules.model.History.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The model of a customer and of a visitor who turns out to be the customer: two at first, one from the login on. */
final class MovingModel implements Side {
    static final String LOGIN = "customer.identified";

    private final Model customer;
    private final Model visitor;
    private boolean one;

    MovingModel(Model customer, Model visitor) {
        this.customer = customer;
        this.visitor = visitor;
    }

    @Override
    public List<Handed> take(Item item, Instant now) {
        return switch (item) {
            case History.Visited(Told told) -> (one ? customer : visitor).take(told, now);
            case History.Published published -> {
                List<Handed> handed = new ArrayList<>(customer.take(published, now));
                handed.addAll(visitor.take(published, now));
                yield handed;
            }
            case Told told
            when told.type().equals(LOGIN) && !one -> {
                one = true;
                List<Handed> handed = new ArrayList<>(customer.take(told, now));
                handed.addAll(customer.unite(visitor, now));
                yield handed;
            }
            default -> customer.take(item, now);
        };
    }

    @Override
    public List<Handed> reported(Reported report, Instant now) {
        return (!one && visitor.hasSent(report.of()) ? visitor : customer).reported(report, now);
    }

    @Override
    public @Nullable Instant due() {
        return Stream.of(customer.due(), visitor.due())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    public List<Handed> wake(Instant due, Instant now) {
        List<Handed> handed = new ArrayList<>(visitor.wake(due, now));
        handed.addAll(customer.wake(due, now));
        return handed;
    }

    @Override
    public List<Line> lines() {
        return Stream.concat(visitor.lines().stream(), customer.lines().stream())
                .toList();
    }
}
