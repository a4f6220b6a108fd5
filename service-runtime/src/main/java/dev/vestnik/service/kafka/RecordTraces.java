package dev.vestnik.service.kafka;

import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Continues the trace of a record, for the loops that no listener container runs. A record whose trace is not sampled costs a look at its
 * header.
 */
public final class RecordTraces {
    /** Hands traces on, and makes no spans. */
    public static final RecordTraces NONE = new RecordTraces(Tracer.NOOP, Propagator.NOOP);

    private static final Logger log = LoggerFactory.getLogger(RecordTraces.class);

    /** Where ids are in the header, see {@link TraceParent}. */
    private static final int TRACE = 3;

    private static final int TRACE_END = 35;
    private static final int SPAN = 36;
    private static final int SPAN_END = 52;

    private final Tracer tracer;
    private final Propagator propagator;

    public RecordTraces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /**
     * Begins a step of a record's way; to be closed on the same thread.
     *
     * @param name of the step, low in cardinality
     * @param trace the record's {@link TraceParent}, if it has one
     */
    public Step step(String name, @Nullable Header trace) {
        if (trace == null) {
            return Step.UNTRACED;
        }
        if (!TraceParent.isSampled(trace)) {
            return new Step(trace, null, null);
        }
        try {
            return sampled(name, trace);
        } catch (RuntimeException | Error e) { // a step's work must not depend on its trace
            log.warn("trace=lost step={} cause=\"{}\"", name, e.toString());
            return new Step(trace, null, null);
        }
    }

    /** Measures something as part of a record's trace, without a step of its own: the trace becomes the figure's example. */
    public void example(@Nullable Header trace, Runnable measurement) {
        if (trace == null || !TraceParent.isSampled(trace)) {
            measurement.run();
            return;
        }
        try (CurrentTraceContext.Scope _ = tracer.currentTraceContext().newScope(context(TraceParent.text(trace)))) {
            measurement.run();
        }
    }

    private TraceContext context(String traceParent) {
        return tracer.traceContextBuilder()
                .traceId(traceParent.substring(TRACE, TRACE_END))
                .spanId(traceParent.substring(SPAN, SPAN_END))
                .sampled(true)
                .build();
    }

    private Step sampled(String name, Header trace) {
        Span span = propagator
                .extract(trace, (header, key) -> key.equals(header.key()) ? TraceParent.text(header) : null)
                .name(name)
                .kind(Span.Kind.CONSUMER)
                .start();
        return new Step(continued(span, trace), span, tracer.withSpan(span));
    }

    private Header continued(Span span, Header before) {
        Header[] after = {before};
        propagator.inject(span.context(), after, (holder, key, value) -> {
            if (Objects.equals(key, before.key())) {
                Objects.requireNonNull(holder)[0] = new RecordHeader(key, value.getBytes(StandardCharsets.US_ASCII));
            }
        });
        return after[0];
    }

    /** One step of a record's way. */
    public static final class Step implements AutoCloseable {
        private static final Step UNTRACED = new Step(null, null, null);

        private final @Nullable Header trace;
        private final @Nullable Span span;
        private final Tracer.@Nullable SpanInScope scope;

        private Step(@Nullable Header trace, @Nullable Span span, Tracer.@Nullable SpanInScope scope) {
            this.trace = trace;
            this.span = span;
            this.scope = scope;
        }

        /** The header of all that comes of the record; null where it has no trace. */
        public @Nullable Header trace() {
            return trace;
        }

        /** Says something about the step that is low in cardinality. */
        public void tag(String name, String value) {
            if (span != null) {
                span.tag(name, value);
            }
        }

        @Override
        public void close() {
            if (scope != null) {
                scope.close();
            }
            if (span != null) {
                span.end();
            }
        }
    }
}
