package dev.vestnik.sender.gateway;

import java.time.Instant;

/**
 * The fault of a gateway that serves nobody now.
 *
 * @param code its last answer: the provider's or our code
 * @param since the time of the first answer in a row that served nobody
 */
public record Trouble(String code, Instant since) {

    /** {@code smpp-0x58 since 2026-11-29T12:00:00Z}. */
    @Override
    public String toString() {
        return code + " since " + since;
    }
}
