package dev.vestnik.schemas.registry;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS to a registry, under Confluent's names: Kafka's own settings of TLS ({@code ssl.truststore.location}, {@code ssl.keystore.location}
 * and the rest) behind {@code schema.registry.}. The broker's are not taken: another authority may have signed the registry's certificate.
 */
public final class RegistryTls {
    private static final String PREFIX = "schema.registry.";

    private RegistryTls() {}

    /**
     * The context of these properties, among others; null where they say nothing of the registry's TLS: Java's own authorities.
     *
     * @throws org.apache.kafka.common.KafkaException when a file of theirs cannot be read, or its password is wrong
     */
    public static @Nullable SSLContext of(Map<String, ?> properties) {
        Map<String, Object> said = new HashMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(PREFIX + "ssl.")) {
                said.put(name.substring(PREFIX.length()), value);
            }
        });
        if (said.isEmpty()) {
            return null;
        }
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(new Settings(said).values());
            return factory.sslContext();
        }
    }

    private static final class Settings extends AbstractConfig {
        private static final ConfigDef TLS = tls();

        Settings(Map<String, Object> said) {
            super(TLS, said, false);
        }

        private static ConfigDef tls() {
            ConfigDef tls = new ConfigDef();
            SslConfigs.addClientSslSupport(tls);
            return tls;
        }
    }
}
