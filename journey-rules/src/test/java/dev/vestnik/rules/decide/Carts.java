package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Exit;
import dev.vestnik.rules.journey.Goal;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.Trigger;
import dev.vestnik.rules.journey.Via;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Journeys that the tests of the rules run. */
public final class Carts {
    static final Duration QUIET = Duration.ofHours(2);
    static final Duration WITHIN = Duration.ofHours(3);

    private Carts() {}

    /** The abandoned cart of DESIGN: two quiet hours, then push until opened, SMS until delivered, e-mail. */
    static Journey abandoned(int version) {
        return abandoned(version, new Entry.Reentry(3, Duration.ofDays(30)), 0);
    }

    static Journey abandoned(int version, Entry.@Nullable Reentry reentry, int holdout) {
        Trigger sameCart = new Trigger("cart.updated", Shop.sameCart());
        Step quiet = new Step.WaitUntil(
                "quiet",
                List.of(),
                QUIET,
                List.of(new Step.Reset(sameCart, true), new Step.Reset(new Trigger("page.viewed", null), false)),
                Duration.ofDays(1),
                "remind");
        Step remind = new Step.Message(
                "remind",
                "hello",
                WITHIN,
                null,
                List.of(
                        new Via(Channel.PUSH, Via.Reached.OPENED, Duration.ofMinutes(30), null),
                        new Via(Channel.SMS, Via.Reached.DELIVERED, Duration.ofMinutes(15), null),
                        new Via(Channel.EMAIL, Via.Reached.ACCEPTED, Duration.ofMinutes(15), null)),
                "end",
                "end");
        return new Journey(
                new JourneyId("abandoned-cart"),
                version,
                JourneyClass.MARKETING,
                "cart-reminders",
                60,
                new Entry("cart.updated", null, Shop.event("cartId"), reentry, Duration.ofMinutes(30)),
                Map.of("total", Shop.event("total")),
                List.of(
                        new Exit(new Trigger("order.placed", Shop.sameCart()), "purchased"),
                        new Exit(new Trigger("cart.cleared", Shop.sameCart()), "emptied")),
                new Goal(new Trigger("order.placed", Shop.sameCart()), Duration.ofDays(7), Shop.event("total")),
                holdout,
                Map.of("quiet", quiet, "remind", remind, "end", new Step.End("end")),
                "quiet");
    }

    static Journey withoutGoal(Journey journey) {
        return new Journey(
                journey.id(),
                journey.version(),
                journey.journeyClass(),
                journey.topic(),
                journey.priority(),
                journey.entry(),
                journey.context(),
                journey.exits(),
                null,
                journey.holdout(),
                journey.steps(),
                journey.start());
    }

    static Journey withSteps(Journey journey, Map<String, Step> steps, String start) {
        return new Journey(
                journey.id(),
                journey.version(),
                journey.journeyClass(),
                journey.topic(),
                journey.priority(),
                journey.entry(),
                journey.context(),
                journey.exits(),
                journey.goal(),
                journey.holdout(),
                steps,
                start);
    }

    /** One SMS, then one mail when there is no phone; service. */
    static Journey shipped(int version) {
        return shipped(version, null);
    }

    static Journey shipped(int version, @Nullable Duration within) {
        Step tell = new Step.Message(
                "tell",
                "hello",
                within,
                null,
                List.of(
                        new Via(Channel.SMS, Via.Reached.ACCEPTED, Duration.ofHours(1), null),
                        new Via(Channel.EMAIL, Via.Reached.ACCEPTED, Duration.ofHours(1), null)),
                null,
                null);
        return new Journey(
                new JourneyId("order-shipped"),
                version,
                JourneyClass.SERVICE,
                null,
                50,
                new Entry("order.shipped", null, Shop.event("orderId"), null, null),
                Map.of(),
                List.of(),
                null,
                0,
                Map.of("tell", tell),
                "tell");
    }

    static Map<String, Object> cart(String id, long total) {
        return Map.of("cartId", id, "total", total);
    }
}
