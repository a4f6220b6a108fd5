package dev.vestnik.engine.streams.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that come so often that they get a number of one byte. Part of the format: words are only ever added, at the end.
 * Number 0 stands for null.
 */
final class Dictionary {
    private static final String[] WORDS = ("""
            items total cartId productId name quantity price amount currency url imageUrl category checkoutUrl
            orderId number deliveryMethod paymentMethod promoCode origin callWindow from to window courier phone address
            amountDue carrier trackingNumber trackingUrl expected reason by pickup hours keepUntil reservedUntil step
            method payUrl dueBy extra link email firstName locale timezone birthday gender attributes
            cart.updated cart.cleared checkout.started order.placed order.confirmed order.shipped order.ready
            order.out_for_delivery order.delivery_scheduled order.delayed order.delivered order.cancelled page.viewed
            product.viewed customer.updated consent.changed wake-up receipt command quiet remind end tell
            EUR USD RUB GBP sms push web app card courier cash delivered opened accepted
            exit condition expiry contact consent render emit pass hold drop skip
            """).split("\\s+");

    private static final Map<String, Integer> NUMBERS = numbers();
    private static final int LONGEST =
            Arrays.stream(WORDS).mapToInt(String::length).max().orElseThrow();

    private Dictionary() {}

    /** Its number, from 1; 0 where it has none. */
    static int number(String word) {
        Integer number = word.length() > LONGEST ? null : NUMBERS.get(word);
        return number == null ? 0 : number;
    }

    static String word(int number) {
        return WORDS[number - 1];
    }

    static int size() {
        return WORDS.length;
    }

    static List<String> words() {
        return List.of(WORDS);
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < WORDS.length; i++) {
            numbers.putIfAbsent(WORDS[i], i + 1);
        }
        return numbers;
    }
}
