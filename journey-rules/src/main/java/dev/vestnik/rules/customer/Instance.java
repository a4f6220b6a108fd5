package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One run of a customer through a journey.
 *
 * @param id a hash of customer, journey and the entry event
 * @param version the journey's version it is pinned to
 * @param key one running instance per key; empty where the journey has none
 * @param step the id of the step it is in
 * @param iteration how often it has come to a step before: part of message ids
 * @param position what it waits for there
 * @param context what it remembers
 * @param event the data of the event that brought it here
 * @param eventType that event's type
 * @param enteredAt the nominal time of the entry
 * @param contextAt the nominal time of the event that the context is from: an older one does not change it
 */
public record Instance(
        UUID id,
        JourneyId journey,
        int version,
        String key,
        String step,
        int iteration,
        Position position,
        Map<String, Object> context,
        Map<String, Object> event,
        String eventType,
        Instant enteredAt,
        Instant contextAt) {

    /** The same, somewhere else. */
    public Instance at(String otherStep, int otherIteration, Position otherPosition) {
        return new Instance(
                id,
                journey,
                version,
                key,
                otherStep,
                otherIteration,
                otherPosition,
                context,
                event,
                eventType,
                enteredAt,
                contextAt);
    }

    /** The same, brought on by another event. */
    public Instance broughtBy(String type, Map<String, Object> data) {
        return new Instance(
                id, journey, version, key, step, iteration, position, context, data, type, enteredAt, contextAt);
    }

    /** The same, remembering other things. */
    public Instance remembering(Map<String, Object> otherContext, Instant otherContextAt) {
        return new Instance(
                id,
                journey,
                version,
                key,
                step,
                iteration,
                position,
                otherContext,
                event,
                eventType,
                enteredAt,
                otherContextAt);
    }

    /** The same on another version of its journey. */
    public Instance on(int otherVersion) {
        return new Instance(
                id,
                journey,
                otherVersion,
                key,
                step,
                iteration,
                position,
                context,
                event,
                eventType,
                enteredAt,
                contextAt);
    }
}
