package dev.vestnik.push.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Push services over HTTP beside Apple's, Google's and the browsers'; an absent one is not served. */
@ConfigurationProperties("vestnik.push")
public record PushHttpSettings(
        @Nullable HuaweiSettings huawei, @Nullable RuStoreSettings rustore) {}
