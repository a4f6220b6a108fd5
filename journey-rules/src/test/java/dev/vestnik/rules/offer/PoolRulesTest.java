package dev.vestnik.rules.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.owner.AskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A code is one customer's, and is redeemed once. */
class PoolRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration VALID = Duration.ofDays(14);
    private static final Instant END = NOON.plus(Duration.ofDays(30));
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris");
    private static final CustomerKey VISITOR = new CustomerKey("main", "~v1");

    private final PoolTable pool = new PoolTable(new Offer("spring", Set.of("main"), VALID, END, 2));

    private static AskId ask(int claim, int number) {
        return new AskId(new UUID(0, claim), "offer", number, Offer.pool("spring"));
    }

    private Map<String, Object> hears(PoolWord word, Instant now) {
        return PoolTable.answer(pool.hears(word, now));
    }

    private Map<String, Object> add(String... codes) {
        return hears(new PoolWord.Add(List.of(codes)), NOON);
    }

    private Map<String, Object> take(int claim, CustomerKey customer) {
        return hears(new PoolWord.Take(ask(claim, 0), customer), NOON);
    }

    private Map<String, Object> redeem(String code, CustomerKey customer, String order) {
        return hears(new PoolWord.Redeem(code, customer, order, false), NOON);
    }

    @Test
    void givesEachCodeOnceInTheOrderInWhichTheyCame() {
        assertThat(add("A", "B")).containsEntry("added", 2L);
        assertThat(take(1, ANNA))
                .isEqualTo(Map.of(
                        "offer",
                        "spring",
                        "code",
                        "A",
                        "expiresAt",
                        NOON.plus(VALID).toString()));
        assertThat(take(2, BORIS)).containsEntry("code", "B");
        assertThat(take(3, ANNA)).containsEntry("refused", "offer-empty");
        assertThat(pool.state()).extracting(PoolState::free, PoolState::given).containsExactly(0L, 2L);
    }

    @Test
    void theSameClaimGetsTheSameCode() {
        add("A", "B");
        take(1, ANNA);
        assertThat(hears(new PoolWord.Take(ask(1, 1), ANNA), END.plus(VALID))).containsEntry("code", "A");
        assertThat(pool.freeCodes()).containsExactly("B");
    }

    @Test
    void aCodeIsOverWithItsOffer() {
        add("A", "B");
        Instant late = END.minus(Duration.ofDays(1));
        assertThat(hears(new PoolWord.Take(ask(1, 0), ANNA), late)).containsEntry("expiresAt", END.toString());
        assertThat(hears(new PoolWord.Take(ask(2, 0), ANNA), END)).containsEntry("refused", "offer-over");
    }

    @Test
    void isForCustomersOfItsShopsAlone() {
        add("A");
        assertThat(take(1, new CustomerKey("north", "anna"))).containsEntry("refused", "offer-unknown");
    }

    @Test
    void anEngineThatDoesNotHaveTheOfferYetAsksForTime() {
        PoolTable late = new PoolTable(null);
        late.hears(new PoolWord.Add(List.of("A")), NOON);
        assertThat(PoolTable.answer(late.hears(new PoolWord.Take(ask(1, 0), ANNA), NOON)))
                .containsEntry("refused", "offer-not-ready");
        assertThat(late.freeCodes()).containsExactly("A");
    }

    @Test
    void whatIsGivenBackIsGivenAgainBehindTheOthers() {
        add("A", "B");
        take(1, ANNA);
        hears(new PoolWord.GiveBack(ask(1, 0)), NOON);
        hears(new PoolWord.GiveBack(ask(1, 0)), NOON);
        assertThat(pool.freeCodes()).containsExactly("B", "A");
        assertThat(pool.state()).extracting(PoolState::free, PoolState::given).containsExactly(2L, 0L);
        assertThat(take(1, ANNA)).containsEntry("code", "B");
        assertThat(take(2, BORIS)).containsEntry("code", "A");
    }

    @Test
    void aQuestionThatWasAskedAgainGivesNothingBack() {
        add("A");
        take(1, ANNA);
        hears(new PoolWord.Take(ask(1, 1), ANNA), NOON);
        hears(new PoolWord.GiveBack(ask(1, 0)), NOON);
        assertThat(pool.freeCodes()).isEmpty();
        hears(new PoolWord.GiveBack(ask(1, 1)), NOON);
        assertThat(pool.freeCodes()).containsExactly("A");
    }

    @Test
    void aCodeIsRedeemedOnceAndTheSameOrderHearsTheSame() {
        add("A", "B");
        take(1, ANNA);
        Map<String, Object> first = redeem("A", ANNA, "o1");
        assertThat(first)
                .containsEntry("order", "o1")
                .containsEntry("customer", "anna")
                .containsEntry("redeemedAt", NOON.toString());
        assertThat(redeem("A", ANNA, "o1")).isEqualTo(first);
        assertThat(redeem("A", ANNA, "o2")).containsEntry("refused", "code-redeemed");
        assertThat(pool.state())
                .extracting(PoolState::given, PoolState::redeemed)
                .containsExactly(0L, 1L);
        hears(new PoolWord.GiveBack(ask(1, 0)), NOON);
        assertThat(pool.freeCodes()).containsExactly("B");
    }

    @Test
    void itsHolderHearsOfItOnce() {
        add("A");
        take(1, ANNA);
        PoolWord.Redeem redeem = new PoolWord.Redeem("A", ANNA, "o1", false);
        assertThat(pool.hears(redeem, NOON).told())
                .containsExactly(new PoolDecided.Told(ANNA, new OfferNews("spring", "A", new UUID(0, 1), "o1", NOON)));
        assertThat(pool.hears(redeem, NOON).told()).isEmpty();
    }

    @Test
    void aVisitorsCodeIsRedeemedByTheCustomerAndBothHear() {
        add("A");
        take(1, VISITOR);
        assertThat(pool.hears(new PoolWord.Redeem("A", ANNA, "o1", false), NOON).told())
                .extracting(PoolDecided.Told::customer)
                .containsExactly(ANNA, VISITOR);
    }

    @Test
    void saysWhyACodeIsNotRedeemed() {
        add("A", "B");
        take(1, ANNA);
        assertThat(redeem("C", ANNA, "o1")).containsEntry("refused", "code-unknown");
        assertThat(redeem("B", ANNA, "o1")).containsEntry("refused", "code-not-given");
        assertThat(redeem("A", BORIS, "o1")).containsEntry("refused", "code-of-another");
        Instant over = NOON.plus(VALID);
        PoolWord.Redeem late = new PoolWord.Redeem("A", ANNA, "o1", false);
        assertThat(hears(late, over)).containsEntry("refused", "code-expired");
        assertThat(hears(new PoolWord.Redeem("A", ANNA, "o1", true), over)).containsEntry("order", "o1");
    }

    @Test
    void codesThatItHasHadArePassedOver() {
        add("A", "B");
        take(1, ANNA);
        assertThat(add("A", "B", "C", "C")).isEqualTo(Map.of("added", 1L, "known", 3L, "full", 0L));
        assertThat(pool.freeCodes()).containsExactly("B", "C");
    }

    @Test
    void aCodeOfAnErasedCustomerIsNobodysAndStaysGiven() {
        add("A");
        take(1, ANNA);
        hears(new PoolWord.Forget("A", BORIS), NOON);
        assertThat(pool.codes().get("A").holder()).isEqualTo(ANNA);
        hears(new PoolWord.Forget("A", ANNA), NOON);
        assertThat(pool.codes().get("A").holder()).isNull();
        assertThat(take(2, BORIS)).containsEntry("refused", "offer-empty");
        assertThat(hears(new PoolWord.Count(), NOON)).isEqualTo(Map.of("free", 0L, "given", 1L, "redeemed", 0L));
    }

    @Test
    void runsLowWithFewerFreeCodesThanItsOfferSays() {
        Offer offer = new Offer("spring", Set.of(), null, END, 2);
        add("A", "B");
        assertThat(PoolRules.isLow(offer, pool.state(), NOON)).isFalse();
        take(1, ANNA);
        assertThat(PoolRules.isLow(offer, pool.state(), NOON)).isTrue();
        assertThat(PoolRules.isLow(offer, pool.state(), END)).isFalse();
        assertThat(PoolRules.isLow(null, pool.state(), NOON)).isFalse();
    }
}
