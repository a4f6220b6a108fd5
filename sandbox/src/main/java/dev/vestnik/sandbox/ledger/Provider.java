package dev.vestnik.sandbox.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider, by the protocol or the interface in which the sandbox answers, with its channel. */
public enum Provider {
    SMPP("sms"),
    SMTP("email"),
    APNS("push"),
    FCM("push"),
    WEBPUSH("push"),
    HUAWEI("push"),
    RUSTORE("push"),
    INFOBIP("sms"),
    TWILIO("sms"),
    SMSC("sms"),
    VONAGE("sms"),
    MAILGUN("email"),
    UNISENDER("email"),
    SES("email");

    private final String channel;

    Provider(String channel) {
        this.channel = channel;
    }

    /** {@code sms}, {@code email} or {@code push}. */
    public String channel() {
        return channel;
    }

    /** Whether this is the name of the provider itself or of its channel. */
    public boolean isMeantBy(String name) {
        return name.equals(channel) || name.equals(id());
    }

    /** All names of channels and providers, for a refusal that has to tell them. */
    public static String names() {
        return "sms, email, push, or one provider: "
                + Stream.of(values()).map(Provider::id).collect(Collectors.joining(", "));
    }

    /** The name in JSON: {@code smpp}, {@code webpush}, ... */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
