package dev.vestnik.rules.journey;

import org.jspecify.annotations.Nullable;

/**
 * A rule of a journey that holds wherever an instance stands.
 *
 * @param update whether the context is computed from the event, as far as the event has what it needs
 * @param goTo the id of the step that the event leads to; null: the instance stays where it is
 */
public record Rule(
        Trigger trigger, boolean update, @Nullable String goTo) {}
