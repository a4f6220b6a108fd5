package dev.vestnik.sandbox.ledger;

import dev.vestnik.sandbox.host.HostSettings;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger bean, {@code ledger.ndjson} in the data directory. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {
    @Bean
    Ledger ledger(HostSettings host, InstantSource clock, List<LedgerListener> listeners) {
        return new Ledger(host.file("ledger.ndjson"), clock, host.forceWrites(), listeners);
    }
}
