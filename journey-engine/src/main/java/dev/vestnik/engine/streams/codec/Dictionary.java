package dev.vestnik.engine.streams.codec;

import java.util.List;

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

    private Dictionary() {}

    static String word(int number) {
        return WORDS[number - 1];
    }

    static int size() {
        return WORDS.length;
    }

    /** The words in the order of their numbers, from 1. */
    static List<String> words() {
        return List.of(WORDS);
    }
}
