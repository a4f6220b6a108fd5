package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.Ledger;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Beans of the outbox and its pages. */
@Configuration(proxyBeanMethods = false)
@Import({OutboxController.class, SiteController.class, LedgerController.class})
public class OutboxConfiguration {
    @Bean
    OutboxIndex outboxIndex() {
        return new OutboxIndex();
    }

    @Bean
    Outbox outbox(Ledger ledger, OutboxIndex index, List<Display> displays, InstantSource clock) {
        return new Outbox(ledger, index, displays, clock);
    }
}
