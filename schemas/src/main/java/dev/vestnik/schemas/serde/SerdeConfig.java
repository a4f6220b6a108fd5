package dev.vestnik.schemas.serde;

import dev.vestnik.schemas.registry.RegistryTls;
import dev.vestnik.schemas.registry.SchemaRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The serde's properties, under Confluent's names.
 *
 * @param urls {@code schema.registry.url}, comma-separated
 * @param userInfo {@code basic.auth.user.info}
 * @param tls {@code schema.registry.ssl.*}; null: Java's own
 * @param autoRegister {@code auto.register.schemas}, true by default
 */
record SerdeConfig(
        List<String> urls,
        @Nullable String userInfo,
        @Nullable SSLContext tls,
        boolean autoRegister) {
    static final String URL = "schema.registry.url";
    static final String USER_INFO = "basic.auth.user.info";
    static final String AUTO_REGISTER = "auto.register.schemas";

    static SerdeConfig of(Map<String, ?> configs) {
        Object url = configs.get(URL);
        if (url == null) {
            throw new ConfigException(URL, null, "is required");
        }
        List<String> urls = url instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : Arrays.stream(String.valueOf(url).split(","))
                        .map(String::strip)
                        .toList();
        Object userInfo = configs.get(USER_INFO);
        Object autoRegister = configs.get(AUTO_REGISTER);
        return new SerdeConfig(
                urls,
                userInfo == null ? null : String.valueOf(userInfo),
                RegistryTls.of(configs),
                autoRegister == null || Boolean.parseBoolean(String.valueOf(autoRegister)));
    }

    SchemaRegistry registry() {
        return new SchemaRegistry(urls, userInfo, tls);
    }
}
