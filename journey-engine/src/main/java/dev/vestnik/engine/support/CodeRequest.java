package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.phone.WrittenPhone;
import dev.vestnik.rules.verification.Contact;
import dev.vestnik.rules.verification.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request about a code: where it goes, or went, and what it is good for.
 *
 * @param to null: to the customer's own addresses, in the order of the channels
 * @param customer the shop's id; null only where there is an address
 * @param locale of the text; null: the customer's, else the shop's
 * @param code that was said; empty where one is asked for
 */
record CodeRequest(
        Purpose purpose,
        @Nullable Contact to,
        @Nullable String customer,
        List<Channel> channels,
        @Nullable String locale,
        String code) {
    private static final Map<String, Purpose> PURPOSES =
            Arrays.stream(Purpose.values()).collect(Collectors.toMap(Purpose::label, Function.identity()));
    private static final Map<String, Channel> CHANNELS =
            Map.of(Channel.SMS.label(), Channel.SMS, Channel.EMAIL.label(), Channel.EMAIL);
    private static final List<Channel> ORDER = List.of(Channel.SMS, Channel.EMAIL);
    private static final int LONGEST = 254;
    private static final int LONGEST_CODE = 100;

    CodeRequest {
        channels = List.copyOf(channels);
    }

    /** {@code {phone | email | customer, purpose, channels, locale}}; numbers are read as those of the country. */
    static CodeRequest sending(@Nullable String text, @Nullable String country) {
        JsonBody body = JsonBody.object(text);
        String locale = body.optionalText("locale").orElse(null);
        return read(body, country, locale, "");
    }

    /** {@code {phone | email | customer, purpose, channels, code}}. */
    static CodeRequest verifying(@Nullable String text, @Nullable String country) {
        JsonBody body = JsonBody.object(text);
        String code = body.text("code").strip();
        if (code.length() > LONGEST_CODE) {
            body.fault("code", "must be at most " + LONGEST_CODE + " characters");
        }
        return read(body, country, null, code);
    }

    private static CodeRequest read(JsonBody body, @Nullable String country, @Nullable String locale, String code) {
        Purpose purpose = body.choice("purpose", PURPOSES).orElse(null);
        String customer = body.optionalText("customer").orElse(null);
        String phone = body.textOrNumber("phone").orElse(null);
        String email = body.optionalText("email").orElse(null);
        List<Channel> channels = body.has("channels") ? body.choices("channels", CHANNELS) : ORDER;
        Contact to = phone == null ? email(body, email) : phone(body, phone, country);
        if (purpose == null) {
            body.fault("purpose", "must be one of change, login, password");
        }
        if (phone != null && email != null) {
            body.fault("email", "must not be beside phone: a code goes to one address");
        }
        if (phone == null && email == null && customer == null) {
            body.fault("phone", "is required, or email, or customer");
        }
        body.close();
        return new CodeRequest(Objects.requireNonNull(purpose), to, customer, channels, locale, code);
    }

    private static @Nullable Contact phone(JsonBody body, String written, @Nullable String country) {
        String phone = WrittenPhone.e164(written, country);
        if (phone == null) {
            body.fault("phone", country == null ? "must be in E.164: +79161234567" : "is no number of " + country);
        }
        return phone == null ? null : new Contact(Channel.SMS, phone);
    }

    private static @Nullable Contact email(JsonBody body, @Nullable String written) {
        if (written == null) {
            return null;
        }
        String email = written.strip();
        int at = email.indexOf('@');
        boolean sound = at > 0
                && at < email.length() - 1
                && email.indexOf('@', at + 1) < 0
                && email.length() <= LONGEST
                && email.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        if (!sound) {
            body.fault("email", "must be an e-mail address");
        }
        return sound ? new Contact(Channel.EMAIL, email) : null;
    }

    /** The addresses that a customer has for it, the first one first. */
    List<Contact> addresses(Profile profile) {
        return channels.stream()
                .flatMap(channel -> {
                    String address = channel == Channel.SMS ? profile.phone() : profile.email();
                    return address == null ? Stream.empty() : Stream.of(new Contact(channel, address));
                })
                .toList();
    }
}
