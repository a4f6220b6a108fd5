package dev.vestnik.push.web;

import dev.vestnik.push.device.Answer;
import dev.vestnik.push.http.Exchange;
import org.jspecify.annotations.Nullable;

/** What push services' answers mean (RFC 8030, 8292). Pure. */
final class WebVerdict {
    /** Where a push service can be asked about the message; a longer address than this is not one. */
    private static final int LONGEST_ID = 512;

    private WebVerdict() {}

    static Answer of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Answered answered -> of(answered);
            // One host of many that browsers name: its absence says nothing about our wire.
            case Exchange.NotSent notSent -> Answer.temporary("webpush-unreachable");
            case Exchange.TooLate tooLate -> new Answer.NotSent("webpush-too-late");
            case Exchange.Lost lost -> new Answer.Lost("webpush-" + lost.cause());
        };
    }

    /** 401 and 403 mean that the subscription belongs to other VAPID keys than ours. */
    private static Answer of(Exchange.Answered answer) {
        String code = "webpush-" + answer.status();
        return switch (answer.status()) {
            case 200, 201, 202, 204 -> new Answer.Taken(id(answer));
            case 404, 410 -> new Answer.Gone(code);
            case 408, 429 -> Answer.temporary(code);
            default -> answer.status() >= 500 ? Answer.temporary(code) : Answer.permanent(code);
        };
    }

    private static @Nullable String id(Exchange.Answered answer) {
        return answer.locationHeader()
                .filter(location -> location.length() <= LONGEST_ID)
                .orElse(null);
    }
}
