package dev.vestnik.rules.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that happens around one customer, but for what senders report: that depends on what is sent ({@link Reports}).
 *
 * @param items in the order of their times
 * @param outages during which nothing is decided; what came meanwhile is decided at their end, in the order of its times
 * @param lags of what keys tell each other; there are none where there are outages
 */
public record RandomHistory(
        long seed,
        String customer,
        Settings settings,
        List<Plan> plans,
        List<Item> items,
        List<Outage> outages,
        List<Lag> lags) {

    public RandomHistory(
            long seed, String customer, Settings settings, List<Plan> plans, List<Item> items, List<Outage> outages) {
        this(seed, customer, settings, plans, items, outages, List.of());
    }

    /** The same without outages, publications and pauses. */
    public RandomHistory undisturbed() {
        return new RandomHistory(
                seed,
                customer,
                settings,
                plans,
                items.stream()
                        .filter(item -> item instanceof Told || item instanceof Elsewhere)
                        .toList(),
                List.of());
    }

    /** The same with what the customer's own key is told alone: no outages, publications, pauses, visitors, deeds of people. */
    RandomHistory told() {
        return new RandomHistory(
                seed,
                customer,
                settings,
                plans,
                items.stream().filter(Told.class::isInstance).toList(),
                List.of());
    }

    /** Whether a journey asks somebody else: a source, a pool, people. */
    boolean asks() {
        return plans.stream()
                .flatMap(plan -> plan.steps().values().stream())
                .anyMatch(step -> step instanceof Plan.Lookup
                        || step instanceof Plan.Offer
                        || step instanceof Plan.Task
                        || step instanceof Plan.Ask);
    }

    RandomHistory withoutPauses() {
        List<Item> others = items.stream()
                .filter(item -> !(item instanceof Paused) && !(item instanceof Resumed))
                .toList();
        return new RandomHistory(seed, customer, settings, plans, others, outages);
    }

    /** The ids of all: the customer, two visitors who turn out to be the customer, and another customer. */
    public List<String> keys() {
        return List.of(customer, visitor(0), visitor(1), other());
    }

    String visitor(int number) {
        return visitor(customer, number);
    }

    static String visitor(String customer, int number) {
        return "~v" + number + "-" + customer;
    }

    String other() {
        return other(customer);
    }

    static String other(String customer) {
        return "other-" + customer;
    }

    /** Of the one device that a customer has, or has not. */
    static String token(String customer) {
        return "d-" + customer;
    }

    /** Something that comes from outside. */
    public sealed interface Item {
        Instant at();
    }

    /**
     * An event.
     *
     * @param at when it comes
     * @param occurredAt when it happened, by its sender's word
     */
    public record Told(Instant at, String id, String type, Instant occurredAt, Map<String, Object> data)
            implements Item {

        /** How many emitted events in a row have led to it, as the model notes. */
        int depth() {
            return (int) data.getOrDefault("depth", 0);
        }
    }

    /** A person does something with the oldest task that is to be done, if there is one. */
    public record Deed(
            Instant at, Kind kind, String by, @Nullable String outcome) implements Item {
        /** What a person does. */
        public enum Kind {
            TAKE,
            RELEASE,
            FINISH
        }
    }

    /** The customer writes from the phone that the profile has, if it has one. */
    public record Wrote(Instant at, String id, String text) implements Item {}

    /** An event of another key: a visitor's, or another customer's. */
    public record Elsewhere(String key, Told told) implements Item {
        @Override
        public Instant at() {
            return told.at();
        }
    }

    /**
     * Another version of a plan.
     *
     * @param moves the new ids of steps by the old ones
     */
    public record Published(Instant at, Plan plan, Fate fate, Map<String, String> moves) implements Item {}

    public record Paused(Instant at, String journey) implements Item {}

    public record Resumed(Instant at, String journey, Meanwhile meanwhile) implements Item {}

    /** The fate of what came due in a pause. */
    public enum Meanwhile {
        SKIP_EXPIRED,
        SEND,
        RESTART
    }

    /** The fate of those who are in older versions. */
    public enum Fate {
        KEEP,
        MIGRATE,
        EXIT
    }

    public record Outage(Instant from, Instant to) {}

    /** What a key tells another one during this time arrives at its end. */
    public record Lag(String from, String to, Outage during) {}

    /** What holds for all journeys; {@code quiet} null: no quiet hours. */
    public record Settings(ZoneId zone, @Nullable Quiet quiet, List<Cap> caps) {}

    /** Hours in which marketing waits. */
    public record Quiet(LocalTime from, LocalTime to) {}

    /** At most so many messages of class marketing; of a channel or topic where there is one. */
    public record Cap(
            int max,
            Duration per,
            @Nullable String channel,
            @Nullable String topic) {}
}
