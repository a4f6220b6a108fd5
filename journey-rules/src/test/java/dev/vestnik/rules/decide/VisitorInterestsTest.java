package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest.Kind;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.product.InterestWord;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductPrice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A visitor who waits for products turns out to be a customer: no place and no turn is lost on the way. */
class VisitorInterestsTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey VISITOR = new CustomerKey("main", "~v");
    private static final ProductKey KETTLE = ProductKey.of("main", "kettle");

    private final Household household = new Household(journey("restocked"), journey("price_dropped"));

    private static Journey journey(String news) {
        return Written.journey("""
                {id: %s, class: service, entry: {on: product.%s, key: event.productId}, start: tell,
                 steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}
                """.formatted(news.replace('_', '-'), news));
    }

    @Test
    void theCustomerTakesTheVisitorsPlaceBeforeTheVisitorGivesItUp() {
        joins(VISITOR);
        household.says(ANNA, "customer.identified", Map.of("visitorId", "v"));
        household.arrives(0);
        assertThat(words(VISITOR)).as("nobody else has the place yet").hasSize(1);
        household.settle();
        assertThat(words(ANNA)).first().isEqualTo(new InterestWord(ANNA, Set.of(Kind.WAITS), VISITOR));
        assertThat(words(VISITOR)).last().isEqualTo(new InterestWord(VISITOR, Set.of()));
        assertThat(words(VISITOR)).hasSize(2);
    }

    @Test
    void aCustomerWhoWaitsTooSaysWhichVisitorWaited() {
        joins(ANNA);
        joins(VISITOR);
        identified();
        assertThat(words(ANNA))
                .containsExactly(
                        new InterestWord(ANNA, Set.of(Kind.WAITS)),
                        new InterestWord(ANNA, Set.of(Kind.WAITS), VISITOR));
    }

    @Test
    void aTurnThatTheVisitorIsGivenMeanwhileIsTheCustomers() {
        household.happens(ANNA, "customer.updated", Map.of("phone", "+74956460054"));
        joins(VISITOR);
        identified();
        household.signal(VISITOR, restocked());
        household.settle();
        household.signal(ANNA, restocked());
        household.settle();
        assertThat(household.sent(ANNA)).hasSize(1);
        assertThat(words(ANNA)).last().isEqualTo(new InterestWord(ANNA, Set.of()));
    }

    @Test
    void anErasedCustomerLeavesNoPlaceBehind() {
        joins(VISITOR);
        household.says(ANNA, "customer.identified", Map.of("visitorId", "v"));
        household.says(ANNA, "customer.erased", Map.of());
        household.settle();
        assertThat(words(VISITOR)).last().isEqualTo(new InterestWord(VISITOR, Set.of()));
        assertThat(household.state(ANNA).memory().history().interests()).isEmpty();
    }

    private void joins(CustomerKey customer) {
        household.happens(customer, "waitlist.joined", Map.of("productId", "kettle"));
    }

    private void identified() {
        household.happens(ANNA, "customer.identified", Map.of("visitorId", "v"));
    }

    private Signal restocked() {
        ProductFacts facts = new ProductFacts("Kettle", new ProductPrice(900, "RUB"), 5, null, null, null, null);
        return new Signal.Informed(
                new ProductNews(ProductNews.Kind.RESTOCKED, "kettle", facts, null, "restocked/1", household.now()),
                null);
    }

    /** What the product is told by this key. */
    private List<InterestWord> words(CustomerKey customer) {
        return household.only(customer, Effect.TellProduct.class).stream()
                .filter(told -> told.product().equals(KETTLE))
                .map(Effect.TellProduct::word)
                .toList();
    }
}
