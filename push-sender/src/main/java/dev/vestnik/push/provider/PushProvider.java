package dev.vestnik.push.provider;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.UsualOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A push service over HTTP: pure functions, with its settings as fields. {@link ProviderPlatform} does the wire and the access token. It is no
 * {@code HttpProvider}: one message has as many requests as the customer has devices, and each answer is about one device.
 */
interface PushProvider {

    /** The beginning of its codes. */
    String name();

    /** The request for one device, without the access token. */
    HttpCall call(String device, Notice notice, Instant now);

    /** The meaning of the answer to {@link #call}; of what is none of the service's, {@link #usual}. */
    DeviceOutcome outcome(String device, Exchange.Answered answer);

    /** Whether the answer refuses the access token, so that a new one may help. */
    default boolean refusesAccess(Exchange.Answered answer) {
        return answer.status() == 401;
    }

    /** The largest payload, as {@link #bytes} counts it. */
    int mostBytes();

    /** The size of a notice's payload: the whole body but for the device. */
    default int bytes(Notice notice, Instant now) {
        return call("", notice, now).body().length;
    }

    /** An answer by its status alone. */
    static DeviceOutcome usual(String provider, Exchange.Answered answer) {
        return switch (UsualOutcome.of(provider, answer)) {
            case Outcome.Busy(var code, var scope, var wait) -> new DeviceOutcome.Busy(code, scope, wait);
            case Outcome.Rejected refused -> new DeviceOutcome.Refused(refused.kind(), refused.code());
            case Outcome.Unknown(var cause) -> new DeviceOutcome.Lost(cause);
            case Outcome.Accepted _, Outcome.NotSent _ ->
                throw new IllegalStateException("no answer says so by its status");
        };
    }

    /** The app's data: {@code vestnik.*} and {@code url}, as for FCM. */
    static Map<String, String> data(Notice notice) {
        Map<String, String> data = new LinkedHashMap<>();
        notice.tags().forEach((name, value) -> data.put("vestnik." + name, value));
        if (notice.url() != null) {
            data.put("url", notice.url());
        }
        return data;
    }
}
