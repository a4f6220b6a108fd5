package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.HeldOffer.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The codes that a customer was given, the newest first; there are a hundred at most, so that one page has them all. */
record CustomerOffersView(List<Item> items, @Nullable String next) {

    /**
     * One code.
     *
     * @param state pending, held, redeemed, expired
     * @param journey that gave it
     * @param order that it was redeemed for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String offer,
            String code,
            String state,
            String journey,
            Instant givenAt,
            @Nullable Instant expiresAt,
            @Nullable Instant redeemedAt,
            @Nullable String order) {}

    static CustomerOffersView of(CustomerState state, Instant now) {
        return new CustomerOffersView(
                state.memory().history().offers().reversed().stream()
                        .map(held -> item(held, now))
                        .toList(),
                null);
    }

    private static Item item(HeldOffer held, Instant now) {
        return new Item(
                held.offer(),
                held.code(),
                state(held, now),
                held.giver().journey().value(),
                held.givenAt(),
                held.expiresAt(),
                held.redemption() == null ? null : held.redemption().at(),
                held.redemption() == null ? null : held.redemption().order());
    }

    private static String state(HeldOffer held, Instant now) {
        if (held.redemption() != null) {
            return "redeemed";
        }
        if (held.expiresAt() != null && !now.isBefore(held.expiresAt())) {
            return "expired";
        }
        return held.stage() == Stage.SHOWN ? "held" : "pending";
    }
}
