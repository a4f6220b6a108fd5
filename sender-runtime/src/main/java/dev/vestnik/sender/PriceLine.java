package dev.vestnik.sender;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code vestnik.sms.prices[]}: what a part of a text costs at a gateway, to compare gateways by. The first line of a gateway
 * that the number matches holds.
 *
 * @param price in one currency for all gateways, whichever it is
 */
record PriceLine(
        @Nullable String gateway,
        @Nullable List<String> countries,
        @Nullable List<String> prefixes,
        @Nullable BigDecimal price) {

    Numbers numbers() {
        return new Numbers(countries, prefixes);
    }
}
