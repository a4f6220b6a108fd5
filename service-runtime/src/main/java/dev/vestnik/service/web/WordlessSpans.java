package dev.vestnik.service.web;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/**
 * Exports spans that name the types of their exceptions and not what these say: a message quotes what it cannot read, a path, a provider's
 * answer. The log has what we word ourselves.
 */
final class WordlessSpans implements SpanExporter {
    private static final String TYPE = "exception.type";

    private final SpanExporter exporter;

    WordlessSpans(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(Wordless::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class Wordless extends DelegatingSpanData {
        Wordless(SpanData span) {
            super(span);
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }

        @Override
        public List<EventData> getEvents() {
            return super.getEvents().stream().map(Wordless::typeAlone).toList();
        }

        private static EventData typeAlone(EventData event) {
            Attributes type = event.getAttributes().toBuilder()
                    .removeIf(key -> !key.getKey().equals(TYPE))
                    .build();
            return EventData.create(event.getEpochNanos(), event.getName(), type);
        }
    }
}
