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
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    /**
     * Tokens that a path can hold; Apple's are hexadecimal. Others would fail while the request is written, and look like a lost answer.
     */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,1000}");

    /** The threads of the client. The library accepts no other kind of group, and its own takes two seconds to end. */
    @SuppressWarnings("deprecation")
    private final EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("apns", true));

    private final ApnsClient client;
    private final String topic;
    private final Duration timeout;

    /** @throws ConfigException when a key or certificate cannot be read */
    public ApnsPlatform(ApnsSettings settings) {
        this.client = client(settings, threads);
        this.topic = settings.topic();
        this.timeout = settings.timeout();
    }

    @Override
    public DeviceOutcome push(Content.Device device, Notice notice, BooleanSupplier mayStart)
            throws InterruptedException {
        if (!TOKEN.matcher(device.token()).matches()) {
            return new DeviceOutcome.Gone("apns-bad-token");
        }
        RecallableNotification notification =
                new RecallableNotification(ApnsPayload.notification(notice, device.token(), topic), mayStart);
        CompletableFuture<PushNotificationResponse<RecallableNotification>> pending =
                client.sendNotification(notification);
        try {
            return outcome(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return unanswered(notification, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | CancellationException e) {
            return unanswered(notification, e);
        }
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
                response.getStatusCode(), response.getRejectionReason().orElse(""));
    }

    private static DeviceOutcome unanswered(RecallableNotification notification, Throwable cause) {
        String name = "apns-" + cause.getClass().getSimpleName();
        return notification.recall() ? new DeviceOutcome.NotSent(name) : new DeviceOutcome.Lost(name);
    }

    private static ApnsClient client(ApnsSettings settings, EventLoopGroup threads) {
        try {
            ApnsClientBuilder builder = new ApnsClientBuilder()
                    .setApnsServer(settings.host(), settings.port())
                    .setSigningKey(signingKey(settings))
                    .setEventLoopGroup(threads)
                    .setConcurrentConnections(settings.connections())
                    .setConnectionTimeout(settings.timeout())
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
