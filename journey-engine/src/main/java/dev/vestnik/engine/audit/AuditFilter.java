package dev.vestnik.engine.audit;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.schemas.engine.AuditEntry;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Records a call before it is answered: nobody looks a person up unrecorded. Where the record cannot be written the answer is 503; what the
 * call has changed is changed, and a repetition of it is harmless.
 */
final class AuditFilter implements WebFilter, Ordered {
    private static final Logger log = LoggerFactory.getLogger(AuditFilter.class);
    /** After the checks of keys, which say who calls. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 200;

    private static final int RETRY_AFTER_SECONDS = 5;

    private final AuditTrail trail;
    private final InstantSource clock;

    AuditFilter(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (AuditedCalls.isOne(exchange.getRequest())) {
            exchange.getResponse().beforeCommit(() -> recorded(exchange));
        }
        return chain.filter(exchange);
    }

    private Mono<Void> recorded(ServerWebExchange exchange) {
        AuditEntry entry = AuditedCalls.entry(exchange, clock.instant());
        return entry == null
                ? Mono.empty()
                : Mono.fromCallable(writing(entry))
                        .subscribeOn(Schedulers.boundedElastic()) // the answer may be written on an event loop
                        .then();
    }

    private Callable<Boolean> writing(AuditEntry entry) {
        return () -> {
            try {
                trail.write(entry);
                return true;
            } catch (KafkaException e) {
                log.error("audit=failed call=\"{}\" status={}", entry.getCall(), entry.getStatus(), e);
                throw ProblemException.tryAgain(
                        RETRY_AFTER_SECONDS,
                        "the call cannot be recorded in the audit trail; it is not answered without");
            }
        };
    }
}
