package dev.vestnik.push.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.sender.Content;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Sends to iPhones over HTTP/2. */
public final class ApnsPlatform implements Platform<Content.Device> {
    /** Apple refuses provider tokens older than an hour, and more than one in 20 minutes. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(50);

    /** A server that accepts no connection for so long is away. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final Duration GOODBYE = Duration.ofSeconds(2);
    /** Apple's tokens are bytes in hexadecimal digits, of no certain number. One of Google's is refused, since its device may be alive. */
    private static final Pattern TOKEN = Pattern.compile("(?:[0-9a-fA-F]{2}){1,500}");

    /** The threads of the client. The library accepts no other kind of group, and its own takes two seconds to end. */
    @SuppressWarnings("deprecation")
    private final EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("apns", true));

    private final ApnsClient client;
    private final String topic;
    private final Duration timeout;
    private final Duration connect;

    /** @throws ConfigException when a key or certificate cannot be read */
    public ApnsPlatform(ApnsSettings settings) {
        this(settings, CONNECT);
    }

    /** @param connect the longest time until a notice is written: nothing was sent when it is over */
    ApnsPlatform(ApnsSettings settings, Duration connect) {
        this.timeout = settings.timeout();
        this.connect = connect.compareTo(timeout) < 0 ? connect : timeout;
        this.client = client(settings, this.connect, threads);
        this.topic = settings.topic();
    }

    @Override
    public DeviceOutcome push(Content.Device device, Notice notice, BooleanSupplier mayStart)
            throws InterruptedException {
        if (!TOKEN.matcher(device.token()).matches()) {
            return DeviceOutcome.permanent("apns-bad-token");
        }
        DeviceOutcome outcome = once(device, notice, mayStart);
        return ApnsVerdict.isTokenEnded(outcome) ? once(device, notice, mayStart) : outcome;
    }

    private DeviceOutcome once(Content.Device device, Notice notice, BooleanSupplier mayStart)
            throws InterruptedException {
        RecallableNotification notification =
                new RecallableNotification(ApnsPayload.notification(notice, device.token(), topic), mayStart);
        CompletableFuture<PushNotificationResponse<RecallableNotification>> pending =
                client.sendNotification(notification);
        try {
            return outcome(answer(pending, notification));
        } catch (ExecutionException e) {
            return unanswered(notification, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | CancellationException e) {
            return unanswered(notification, e);
        }
    }

    /** Waits for the answer of a written notification; one that is not written within the time for connecting is recalled. */
    private <T> T answer(CompletableFuture<T> pending, RecallableNotification notification)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return pending.get(connect.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (notification.recall()) {
                throw e;
            }
            return pending.get(timeout.minus(connect).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public int bytes(Notice notice) {
        return ApnsPayload.bytes(notice);
    }

    @Override
    public int mostBytes() {
        return ApnsPayload.MOST_BYTES;
    }

    @Override
    public void close() {
        client.close()
                .completeOnTimeout(null, GOODBYE.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .join();
        threads.shutdownGracefully(0, GOODBYE.toMillis(), TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    private static DeviceOutcome outcome(PushNotificationResponse<RecallableNotification> response) {
        if (response.isAccepted()) {
            @Nullable UUID id = response.getApnsId();
            return new DeviceOutcome.Taken(id == null ? null : id.toString());
        }
        return ApnsVerdict.refused(
                response.getStatusCode(),
                response.getRejectionReason().orElse(""),
                response.getTokenInvalidationTimestamp().orElse(null));
    }

    private static DeviceOutcome unanswered(RecallableNotification notification, Throwable cause) {
        String name = "apns-" + cause.getClass().getSimpleName();
        return notification.recall() ? new DeviceOutcome.NotSent(name) : new DeviceOutcome.Lost(name);
    }

    private static ApnsClient client(ApnsSettings settings, Duration connect, EventLoopGroup threads) {
        try {
            ApnsClientBuilder builder = new ApnsClientBuilder()
                    .setApnsServer(settings.host(), settings.port())
                    .setSigningKey(signingKey(settings))
                    .setEventLoopGroup(threads)
                    .setTokenExpiration(TOKEN_LIFE)
                    .setConcurrentConnections(settings.connections())
                    .setConnectionTimeout(connect)
                    .setGracefulShutdownTimeout(GOODBYE);
            if (settings.trust() != null) {
                builder.setTrustedServerCertificateChain(settings.trust().toFile());
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            ConfigException refused =
                    new ConfigException("vestnik.push.apns", settings.key(), "has an unreadable key or trust file");
            refused.initCause(e);
            throw refused;
        }
    }

    static boolean hasSigningKey(ApnsSettings settings) {
        try {
            signingKey(settings);
            return true;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static ApnsSigningKey signingKey(ApnsSettings settings) throws IOException, GeneralSecurityException {
        if (settings.key() != null) {
            return ApnsSigningKey.loadFromPkcs8File(settings.key().toFile(), settings.teamId(), settings.keyId());
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return new ApnsSigningKey("0000000000", "0000000000", (ECPrivateKey)
                generator.generateKeyPair().getPrivate());
    }
}
