package dev.vestnik.ingest.intake;

import dev.vestnik.service.access.Caller;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to take events in.
 *
 * @param body as it comes
 * @param gzip whether the body is packed
 * @param format how events are written in it
 * @param attributes the CloudEvents attributes, where the format is {@link BodyFormat#DATA}; else empty
 * @param caller who sends
 */
public record EventSubmission(
        Publisher<DataBuffer> body, boolean gzip, BodyFormat format, ObjectNode attributes, Caller caller) {}
