package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.Refusal;
import tools.jackson.databind.JsonNode;

/** The next thing in a body that should be an event. */
sealed interface RawEvent {

    record Json(JsonNode event) implements RawEvent {}

    record Unreadable(Refusal reason, String problem) implements RawEvent {
        static final Unreadable TOO_LARGE = new Unreadable(
                Refusal.TOO_LARGE, "is too large: an event has at most " + RawEvents.LARGEST_EVENT + " bytes");
    }
}
