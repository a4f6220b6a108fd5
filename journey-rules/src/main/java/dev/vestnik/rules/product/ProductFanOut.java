package dev.vestnik.rules.product;

import java.time.Instant;

/**
 * News on their way to those in a bucket. They rest while they are not true: a price that has risen may fall again, and goods come back.
 *
 * @param news as they are now
 * @param after the key of the customer who was told last; empty: nobody was yet
 * @param until when they are no news any more
 */
public record ProductFanOut(ProductNews news, String after, Instant until) {

    boolean isOf(String product) {
        return news.product().equals(product);
    }

    /** Whether a customer who is told now hears the truth. */
    boolean isTrue() {
        ProductFacts facts = news.facts();
        return facts.isInStock() && (news.was() == null || facts.price().isBelow(news.was()));
    }

    /** The same news of a product that is another one since. */
    ProductFanOut with(ProductFacts facts) {
        return new ProductFanOut(
                new ProductNews(news.kind(), news.product(), facts, news.was(), news.eventId(), news.at()),
                after,
                until);
    }

    ProductFanOut behind(String customer) {
        return new ProductFanOut(news, customer, until);
    }
}
