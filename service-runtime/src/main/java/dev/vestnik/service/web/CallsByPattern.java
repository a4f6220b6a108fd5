package dev.vestnik.service.web;

import io.micrometer.common.KeyValue;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Names a call in traces by the pattern of its path: the path itself has ids, and people take a phone for an id. */
final class CallsByPattern extends DefaultServerRequestObservationConvention {

    @Override
    protected KeyValue httpUrl(ServerRequestObservationContext context) {
        return KeyValue.of(super.httpUrl(context).getKey(), super.uri(context).getValue());
    }
}
