package dev.vestnik.rules.schedule;

/** The moments at which a calendar lets a customer enter a journey. */
public sealed interface Schedule permits Anniversary, Recurrence, Silence {
    /** The type of the event that happens at such a moment; it starts this journey and nothing else. */
    String event();
}
