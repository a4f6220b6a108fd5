package dev.vestnik.ingest.kafka;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/** The trace that an event names itself: the shop's own, in which the event happened before the request brought it. */
final class EventOrigin {
    private static final String NAME = "vestnik.ingest.event";

    private EventOrigin() {}

    /** An observation whose span continues the event's trace. */
    static Observation of(String traceParent, ObservationRegistry observations) {
        return Observation.createNotStarted(NAME, () -> context(traceParent), observations);
    }

    private static ReceiverContext<String> context(String traceParent) {
        ReceiverContext<String> context =
                new ReceiverContext<>((trace, name) -> name.equals("traceparent") ? trace : null, Kind.CONSUMER);
        context.setCarrier(traceParent);
        return context;
    }
}
