package dev.vestnik.rules.settings;

import java.time.Duration;

/**
 * Settings of the codes by which people show that an address is theirs: their shape, and how many go out, since others spend the shop's money by them.
 *
 * @param length in digits
 * @param lifetime from the first sending
 * @param tries how often a wrong one may be said
 * @param again between two messages to an address
 * @param perAddress messages to an address in any hour
 * @param perCountry messages to the phones of a country that is not the shop's, in an hour of the clock
 * @param perHour messages of the shop in an hour of the clock
 */
public record CodeSettings(
        int length, Duration lifetime, int tries, Duration again, int perAddress, int perCountry, int perHour) {
    public static final CodeSettings DEFAULT =
            new CodeSettings(6, Duration.ofMinutes(10), 5, Duration.ofSeconds(30), 5, 100, 10_000);
}
