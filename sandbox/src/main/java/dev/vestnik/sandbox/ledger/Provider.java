package dev.vestnik.sandbox.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A provider, by the protocol in which the sandbox answers, with its channel. */
public enum Provider {
    SMPP("sms"),
    SMTP("email"),
    APNS("push"),
    FCM("push"),
    WEBPUSH("push");

    private final String channel;

    Provider(String channel) {
        this.channel = channel;
    }

    /** {@code sms}, {@code email} or {@code push}. */
    public String channel() {
        return channel;
    }

    /** The name in JSON: {@code smpp}, {@code webpush}, ... */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
