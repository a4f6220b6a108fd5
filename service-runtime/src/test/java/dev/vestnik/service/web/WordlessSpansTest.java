package dev.vestnik.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordlessSpansTest {
    private final List<SpanData> exported = new ArrayList<>();

    @Test
    void aSpanNamesTheTypeOfItsExceptionAndNotWhatItSays() {
        try (SdkTracerProvider tracing = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new WordlessSpans(new Collecting())))
                .build()) {
            Span span = tracing.get("test").spanBuilder("http get").startSpan();
            span.recordException(new IllegalArgumentException("no id: +79264815973"));
            span.setStatus(StatusCode.ERROR, "no id: +79264815973");
            span.end();
        }

        assertThat(exported).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("http get");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEmpty();
            assertThat(span.getEvents()).singleElement().satisfies(event -> {
                assertThat(event.getName()).isEqualTo("exception");
                assertThat(event.getAttributes().asMap().values())
                        .containsExactly("java.lang.IllegalArgumentException");
            });
        });
    }

    private final class Collecting implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            exported.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
