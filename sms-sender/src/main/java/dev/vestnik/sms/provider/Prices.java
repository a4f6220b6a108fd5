package dev.vestnik.sms.provider;

import dev.vestnik.sender.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the prices in providers' answers. */
final class Prices {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MICROS = 6;

    private Prices() {}

    /** The price; null when the texts are no amount and no currency. */
    static @Nullable Price of(String amount, String currency) {
        if (!AMOUNT.matcher(amount).matches() || !CURRENCY.matcher(currency).matches()) {
            return null;
        }
        long micros = new BigDecimal(amount)
                .movePointRight(MICROS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return new Price(micros, currency);
    }
}
