package dev.vestnik.push.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * A notification that knows whether it was written, and can be recalled until then.
 *
 * <p>The client library queues notifications while it connects, for up to a minute after a failure, and cannot take one back. But it reads
 * the device's token exactly when it writes the request: at this read a notification that was recalled, or whose time is over, refuses to
 * go out. The library reads the token once more only after the server has refused the stream, and so has done nothing.
 */
final class RecallableNotification implements ApnsPushNotification {
    private enum State {
        WAITING,
        WRITTEN,
        CALLED_BACK
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final ApnsPushNotification notification;
    private final BooleanSupplier mayStart;

    /** @param mayStart whether there is still time; asked when the notification is written */
    RecallableNotification(ApnsPushNotification notification, BooleanSupplier mayStart) {
        this.notification = notification;
        this.mayStart = mayStart;
    }

    /** Recalls the notification; true when it was not written and never will be. */
    boolean recall() {
        return state.compareAndSet(State.WAITING, State.CALLED_BACK) || state.get() == State.CALLED_BACK;
    }

    @Override
    public String getToken() {
        if (!mayStart.getAsBoolean()) {
            state.set(State.CALLED_BACK);
        }
        if (!state.compareAndSet(State.WAITING, State.WRITTEN) && state.get() == State.CALLED_BACK) {
            throw new CancellationException("Recalled");
        }
        return notification.getToken();
    }

    @Override
    public String getPayload() {
        return notification.getPayload();
    }

    @Override
    public Instant getExpiration() {
        return notification.getExpiration();
    }

    @Override
    public DeliveryPriority getPriority() {
        return notification.getPriority();
    }

    @Override
    public PushType getPushType() {
        return notification.getPushType();
    }

    @Override
    public String getTopic() {
        return notification.getTopic();
    }

    @Override
    public String getCollapseId() {
        return notification.getCollapseId();
    }

    @Override
    public UUID getApnsId() {
        return notification.getApnsId();
    }
}
