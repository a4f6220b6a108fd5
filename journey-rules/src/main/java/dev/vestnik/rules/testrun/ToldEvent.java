package dev.vestnik.rules.testrun;

import dev.vestnik.rules.event.Event;
import java.time.Instant;

/** An event of a test run, and when Kafka has it: later than it happened where it is late. */
public record ToldEvent(Instant at, Event event) {}
