package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Limits messages a second, of which bulk may use only a part. Says yes or no at once, so that no open attempt waits here. */
final class Rate {
    private static final int SLICES = 20;

    private final @Nullable RateLimiter all;
    private final @Nullable RateLimiter bulk;

    Rate(String gateway, int perSecond, int bulkPercent) {
        all = perSecond == 0 ? null : limiter(gateway, perSecond);
        bulk = perSecond == 0 ? null : limiter(gateway + "-bulk", Math.max(1, perSecond * bulkPercent / 100));
    }

    boolean tryAcquire(MessageClass messageClass) {
        if (messageClass == MessageClass.marketing && bulk != null && !bulk.acquirePermission()) {
            return false;
        }
        return all == null || all.acquirePermission();
    }

    /** Limits in slices of about 50 ms, so that a second's allowance does not go out in one burst. */
    private static RateLimiter limiter(String name, int perSecond) {
        int perSlice = Math.max(1, perSecond / SLICES);
        return RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(perSlice)
                        .limitRefreshPeriod(Duration.ofNanos(1_000_000_000L * perSlice / perSecond))
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }
}
