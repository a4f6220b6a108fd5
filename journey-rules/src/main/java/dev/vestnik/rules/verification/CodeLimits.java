package dev.vestnik.rules.verification;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.phone.PhoneRegion;
import dev.vestnik.rules.settings.CodeSettings;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.verification.ContactState.Sending;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The limits that keep others from having messages sent at the shop's cost: by address, by country, by shop. Hours of countries and shops are
 * those of the clock; an address's is any hour.
 */
final class CodeLimits {
    private static final String NOWHERE = "unknown";
    private static final Duration HOUR = Duration.ofHours(1);

    private CodeLimits() {}

    /** @param until from then on it may be asked for again */
    record Reached(CodeOutcome limit, Instant until) {}

    /** The limit that is reached; null: none. */
    static @Nullable Reached reached(VerificationTurn turn, ShopSettings shop, Contact to, ContactState known) {
        CodeSettings settings = shop.codes();
        List<Sending> counted = known.counted(turn.now());
        Instant hour = hour(turn.now());
        if (!counted.isEmpty() && counted.getLast().at().plus(settings.again()).isAfter(turn.now())) {
            return new Reached(
                    CodeOutcome.LIMITED_ADDRESS, counted.getLast().at().plus(settings.again()));
        }
        if (counted.size() >= settings.perAddress()) {
            Sending free = counted.get(counted.size() - settings.perAddress());
            return new Reached(CodeOutcome.LIMITED_ADDRESS, free.at().plus(ContactState.COUNTED));
        }
        String country = country(to);
        boolean abroad = !country.equals(VerificationState.NO_COUNTRY) && !country.equals(shop.country());
        if (abroad && turn.state().sent(hour, country) >= settings.perCountry()) {
            return new Reached(CodeOutcome.LIMITED_COUNTRY, hour.plus(HOUR));
        }
        return turn.state().sent(hour) >= settings.perHour()
                ? new Reached(CodeOutcome.LIMITED_SHOP, hour.plus(HOUR))
                : null;
    }

    static Instant hour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS);
    }

    /** Numbers that tell no country count together. */
    static String country(Contact to) {
        return to.channel() == Channel.SMS
                ? Objects.requireNonNullElse(PhoneRegion.country(to.address()), NOWHERE)
                : VerificationState.NO_COUNTRY;
    }
}
