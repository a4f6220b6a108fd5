package dev.vestnik.push.web;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.sender.http.Exchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Maps push services' answers to outcomes (RFC 8030, 8292). Pure. */
final class WebVerdict {
    /** The longest address at which a push service can be asked about a message. */
    private static final int LONGEST_ID = 512;

    private WebVerdict() {}

    static DeviceOutcome of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Answered answered -> of(answered);
            // browsers name many hosts: the absence of one says nothing about our own connection
            case Exchange.NotSent notSent -> DeviceOutcome.addressBusy("webpush-unreachable", null);
            case Exchange.TooLate tooLate -> new DeviceOutcome.NotSent("webpush-too-late");
            case Exchange.Lost lost -> new DeviceOutcome.Lost("webpush-" + lost.cause());
        };
    }

    /**
     * Maps a status. A push service that is busy says nothing of those of other browsers. 401 and 403 mean that the subscription belongs to
     * other VAPID keys than ours.
     */
    private static DeviceOutcome of(Exchange.Answered answer) {
        String code = "webpush-" + answer.status();
        Duration wait = answer.retryAfter().orElse(null);
        return switch (answer.status()) {
            case 200, 201, 202, 204 -> new DeviceOutcome.Taken(id(answer));
            case 404, 410 -> DeviceOutcome.gone(code);
            case 401, 403 -> new DeviceOutcome.Foreign(code);
            case 408, 429 -> DeviceOutcome.addressBusy(code, wait);
            default -> answer.status() >= 500 ? DeviceOutcome.addressBusy(code, wait) : DeviceOutcome.permanent(code);
        };
    }

    private static @Nullable String id(Exchange.Answered answer) {
        return answer.locationHeader()
                .filter(location -> location.length() <= LONGEST_ID)
                .orElse(null);
    }
}
