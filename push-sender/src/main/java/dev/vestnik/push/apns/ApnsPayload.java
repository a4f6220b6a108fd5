package dev.vestnik.push.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.ApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import dev.vestnik.push.device.Notice;
import java.nio.charset.StandardCharsets;

/**
 * Writes a notice as an APNs notification. The message id is its apns-id and its collapse id: a second copy replaces the first on the
 * device.
 */
final class ApnsPayload {
    /** The largest payload of a notification that is not for calls. */
    static final int MOST_BYTES = 4096;

    private ApnsPayload() {}

    static int bytes(Notice notice) {
        return payload(notice).getBytes(StandardCharsets.UTF_8).length;
    }

    static ApnsPushNotification notification(Notice notice, String token, String topic) {
        return new SimpleApnsPushNotification(
                token,
                topic,
                payload(notice),
                notice.deliverBefore(),
                notice.urgent() ? DeliveryPriority.IMMEDIATE : DeliveryPriority.CONSERVE_POWER,
                PushType.ALERT,
                notice.id().toString(),
                notice.id());
    }

    /** Writes mutable content, so that the app's service extension can fetch the image and report the arrival before it is shown. */
    private static String payload(Notice notice) {
        ApnsPayloadBuilder payload = new SimpleApnsPayloadBuilder()
                .setAlertTitle(notice.title())
                .setAlertBody(notice.body())
                .setMutableContent(true)
                .addCustomProperty("vestnik", notice.tags());
        if (notice.urgent()) {
            payload.setSound(ApnsPayloadBuilder.DEFAULT_SOUND_FILENAME);
        }
        if (notice.url() != null) {
            payload.addCustomProperty("url", notice.url());
        }
        if (notice.imageUrl() != null) {
            payload.addCustomProperty("imageUrl", notice.imageUrl());
        }
        return payload.build();
    }
}
