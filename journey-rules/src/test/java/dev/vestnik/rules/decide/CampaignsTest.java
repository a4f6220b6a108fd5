package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.campaign.CampaignCompiler;
import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.campaign.CustomerLists;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.definition.Audiences;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Segments, and campaigns that are launched to them (65, 89, 119-123). */
class CampaignsTest {
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private static final Definitions TEMPLATES = Shop.definitions(1, Status.LIVE, InFlight.KEEP);
    private static final String SALE =
            "{id: sale, segment: regulars, topic: sales, template: hello, channels: [{via: sms}]}";
    private static final String REGULARS =
            "{id: regulars, counters: {orders: {on: order.placed}}, if: 'orders.count(P90D) > 1'}";
    private static final String EVERYBODY = "{id: regulars, if: 'true'}";

    @Test
    void reachesWhoIsInTheSegmentOnceEachLaunch() {
        Shop shop = shop(SALE, EVERYBODY);
        launch(shop, 1);
        reach(shop, 1);
        assertThat(shop.sent()).hasSize(1);
        launch(shop, 2);
        reach(shop, 1);
        reach(shop, 2);
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.sent())
                .extracting(Effect.Send::journey, Effect.Send::version)
                .containsExactly(tuple("campaign.sale", 1), tuple("campaign.sale", 2));
    }

    @Test
    void reachesNobodyWhoIsNotInTheSegment() {
        Shop shop = shop(SALE, REGULARS);
        ordered(shop);
        launch(shop, 1);
        int before = shop.state().timelineNext();
        reach(shop, 1);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.state().timelineNext()).isEqualTo(before);
        ordered(shop);
        reach(shop, 1);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void whoBecameACustomerAfterTheLaunchIsNotInIt() {
        Shop shop = new Shop();
        shop.publish(launched(SALE, EVERYBODY, 1, Shop.NOON.minusSeconds(1)));
        shop.known();
        reach(shop, 1);
        assertThat(shop.sent()).isEmpty();
        shop.publish(launched(SALE, EVERYBODY, 2, Shop.NOON.plusSeconds(1)));
        reach(shop, 2);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void whoWasKnownBeforeThatWasRememberedIsInIt() {
        Shop shop = new Shop();
        shop.publish(launched(SALE, EVERYBODY, 1, Shop.NOON.minusSeconds(1)).on(FeatureLevel.LANGUAGE));
        shop.known();
        assertThat(shop.state().memory().history().since()).isNull();
        shop.publish(launched(SALE, EVERYBODY, 1, Shop.NOON.minusSeconds(1)));
        reach(shop, 1);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aMessageWaitsForTheCustomersLocalTime() {
        Shop shop = shop(SALE.replace("topic", "localTime: '10:00', topic"), EVERYBODY);
        launch(shop, 1);
        reach(shop, 1);
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ofDays(1));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.now().atZone(ZoneId.of("UTC"))).isAfter(Shop.NOON.atZone(ZoneId.of("UTC")));
    }

    @Test
    void theControlGroupGetsNothing() {
        Shop shop = shop(SALE.replace("topic", "holdout: {percent: 50}, topic"), EVERYBODY);
        launch(shop, 1);
        reach(shop, 1);
        boolean control = Decider.isHeldOut(Shop.ANNA, journey(SALE.replace("topic", "holdout: {percent: 50}, topic")));
        assertThat(shop.sent()).hasSize(control ? 0 : 1);
        assertThat(shop.story()).anyMatch(line -> line.contains("ENTERED" + (control ? " holdout" : "")));
    }

    @Test
    void whoAllowsNothingIsSkippedAndThatIsSaid() {
        Shop shop = new Shop();
        shop.happens("customer.updated", Map.of("phone", "+74956460054"));
        shop.publish(launched(SALE, EVERYBODY, 1, Shop.NOON.plusSeconds(1)));
        reach(shop, 1);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).anyMatch(line -> line.contains("SKIPPED no-consent"));
    }

    @Test
    void aJourneyAsksForASegment() {
        Shop shop = new Shop();
        Journey thanks = Written.journey(
                "{id: thanks, class: service, entry: {on: order.placed, if: 'customer.inSegment(\"regulars\")'},"
                        + " start: tell, steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}");
        shop.publish(Shop.definitions(1, Status.LIVE, InFlight.KEEP, thanks)
                .reaching(Audiences.of(Map.of("regulars", segment(REGULARS)), Map.of())));
        shop.known();
        ordered(shop);
        assertThat(shop.sent()).isEmpty();
        ordered(shop);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aSegmentThatIsNotThereIsAConditionThatCannotBeComputed() {
        Shop shop = new Shop(Written.journey(
                "{id: thanks, class: service, entry: {on: order.placed, if: 'customer.inSegment(\"regulars\")'},"
                        + " start: tell, steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}"));
        ordered(shop.known());
        assertThat(shop.story()).anyMatch(line -> line.contains("NOT_ENTERED condition-unknown"));
    }

    @Test
    void aDecisionSaysWhatDecidedOfASegment() {
        Shop shop = shop(SALE, REGULARS);
        ordered(shop);
        Decider decider = new Decider((customer, channel, topic) -> "https://shop.example/u");
        assertThat(decider.segmentReads(Shop.ANNA, shop.state(), segment(REGULARS), shop.published(), shop.now()))
                .containsValue(1L);
    }

    @Test
    void faultsStandWhereTheyAreInTheDocument() {
        assertThat(faults(new CampaignCompiler(COMPILER)
                        .check(
                                "{id: s, template: hullo, channels: [{via: pigeon}], localTime: late, at: noon, perSecond: 0}",
                                Catalogue.of(TEMPLATES.templates()))))
                .containsExactlyInAnyOrder("at", "perSecond");
        assertThat(faults(new CampaignCompiler(COMPILER)
                        .check(
                                "{id: s, template: hullo, channels: [{via: pigeon}], localTime: late}",
                                Catalogue.of(TEMPLATES.templates()))))
                .contains("topic", "template", "channels[0].via", "localTime");
    }

    @Test
    void aSegmentIsMadeOfTheCustomerAlone() {
        assertThat(faults(COMPILER.segments().check("{id: S, if: 'event.total > 1'}")))
                .containsExactlyInAnyOrder("id", "if");
        assertThat(faults(COMPILER.segments().check("{id: s, if: 'customer.inSegment(\"t\")'}")))
                .containsExactly("if");
        assertThat(faults(COMPILER.segments().check("{id: s, if: 'customer.inSegment(customer.name)'}")))
                .containsExactly("if");
        assertThat(faults(COMPILER.segments().check("{id: s, if: 'customer.inSegment (\"t\")'}")))
                .containsExactly("if");
        assertThat(faults(COMPILER.segments().check("{id: s, if: 'customer.segments.t'}")))
                .containsExactly("if");
        assertThat(faults(COMPILER.segments().check("{id: s}"))).containsExactly("if");
        assertThat(faults(COMPILER.segments().check("{id: s, if: 'customer.nmae == \"\"'}")))
                .containsExactly("if");
    }

    @Test
    void aSegmentNeverAsksForItself() {
        Shop shop = shop(SALE, "{id: regulars, if: '[customer].exists(c, c.segments.regulars)'}");
        assertThat(inSegment(
                        shop,
                        Objects.requireNonNull(shop.published().audiences().segment("regulars"))))
                .isInstanceOf(Evaluation.Failed.class);
    }

    @Test
    void aCustomerWhoTakesTooMuchWorkIsUnknown() {
        Shop shop = shop(SALE, EVERYBODY);
        Expression costly = Shop.value("costly", facts -> facts.work().take(Work.MOST + 1) ? true : null);
        assertThat(inSegment(shop, new Segment("costly", Set.of(), costly, List.of())))
                .isInstanceOf(Evaluation.Failed.class);
    }

    private static Evaluation inSegment(Shop shop, Segment segment) {
        Decider decider = new Decider((customer, channel, topic) -> "https://shop.example/u");
        return decider.inSegment(Shop.ANNA, shop.state(), segment, shop.published(), shop.now());
    }

    @Test
    void noStepStartsACampaign() {
        assertThat(faults(COMPILER.check(
                        "{id: thanks, class: service, entry: {on: order.placed}, start: go,"
                                + " steps: {go: {type: journey, journey: campaign.sale}}}",
                        1,
                        Catalogue.of(TEMPLATES.templates()))))
                .containsExactly("steps.go.journey");
    }

    @Test
    void reachesThoseOfTheListAlone() {
        Shop shop = shopWithList(list(Shop.NOON, "anna"));
        reach(shop, 1);
        assertThat(shop.sent()).hasSize(1);
        Shop others = shopWithList(list(Shop.NOON, "boris"));
        reach(others, 1);
        assertThat(others.sent()).isEmpty();
    }

    @Test
    void whoIsInTheListAndNotInTheSegmentIsNotReached() {
        Shop shop = shopWithList(list(Shop.NOON, "anna"), REGULARS);
        reach(shop, 1);
        assertThat(shop.sent()).isEmpty();
        ordered(shop);
        ordered(shop);
        reach(shop, 1);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void whoBecameACustomerAfterTheListWasUploadedIsNotInIt() {
        Shop shop = shopWithList(list(Shop.NOON.minusSeconds(1), "anna"));
        reach(shop, 1);
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void whoWasErasedAndComesAgainIsNotInTheListAnyMore() {
        Shop shop = shopWithList(list(Shop.NOON, "anna"));
        shop.after(Duration.ofMinutes(1));
        shop.happens("customer.erased", Map.of());
        shop.after(Duration.ofMinutes(1));
        shop.known();
        assertThat(shop.state().isOfSomebody()).isTrue();
        publishWithList(shop, list(Shop.NOON, "anna"), EVERYBODY, shop.now());
        reach(shop, 1);
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void aListOfAnotherShopIsNobodysHere() {
        long anna = CustomerList.hash(new CustomerKey("other", "anna"));
        Shop shop = shopWithList(new CustomerList("other", "vip", Shop.NOON, new long[] {anna}));
        reach(shop, 1);
        assertThat(shop.sent()).isEmpty();
    }

    private static CustomerList list(Instant savedAt, String customer) {
        long hash = CustomerList.hash(new CustomerKey(Shop.ANNA.shop(), customer));
        return new CustomerList(Shop.ANNA.shop(), "vip", savedAt, new long[] {hash});
    }

    private static Shop shopWithList(CustomerList list) {
        return shopWithList(list, EVERYBODY);
    }

    private static Shop shopWithList(CustomerList list, String segment) {
        Shop shop = new Shop();
        publishWithList(shop, list, segment, Shop.NOON.plusSeconds(1));
        return shop.known();
    }

    private static void publishWithList(Shop shop, CustomerList list, String segment, Instant from) {
        Definitions launched = launched(SALE, segment, 1, from);
        JourneyId sale = Campaign.journeyOf("sale");
        Launch toList = new Launch(sale, 1, "regulars", "vip", from, 0);
        shop.publish(launched.reaching(launched.audiences().with(toList).with(CustomerLists.of(List.of(list)))));
    }

    @Test
    void ofADecisionOnlyWhatIsAboutTheCampaignIsCounted() {
        Decision own = decision("campaign.sale");
        assertThat(CampaignOutcome.of(Campaign.journeyOf("sale"), List.of(decision("thanks"), own)))
                .containsExactly(own);
    }

    private static Decision decision(String journey) {
        return new Decision(
                Decision.Outcome.SKIPPED,
                "capped",
                new Decision.About(journey, 1, new UUID(0, 1), null),
                null,
                List.of(),
                Map.of(),
                "campaign",
                null,
                1,
                Shop.NOON,
                Shop.NOON);
    }

    private static List<String> faults(Checked<?> checked) {
        return checked instanceof Checked.Faulty<?>(List<Fault> faults)
                ? faults.stream().map(Fault::path).toList()
                : List.of();
    }

    private static Shop shop(String campaign, String segment) {
        Shop shop = new Shop();
        shop.publish(launched(campaign, segment, 1, Shop.NOON.plusSeconds(1)));
        return shop.known();
    }

    private static void launch(Shop shop, int run) {
        Launch before =
                shop.published().audiences().launches().values().iterator().next();
        Audiences now = shop.published()
                .audiences()
                .with(new Launch(before.journey(), run, before.segment(), before.list(), shop.now(), 0));
        Journey journey = shop.published().journey(before.journey()).version(1);
        Definitions next = Shop.definitions(
                run,
                Status.LIVE,
                InFlight.KEEP,
                Stream.iterate(1, number -> number <= run, number -> number + 1)
                        .map(journey::published)
                        .toArray(Journey[]::new));
        shop.publish(next.reaching(now));
    }

    private static void reach(Shop shop, int run) {
        shop.signal(new Signal.Launched(Campaign.journeyOf("sale"), run));
    }

    private static void ordered(Shop shop) {
        shop.happens("order.placed", Map.of("orderId", "o", "total", Map.of("amount", 1L)));
    }

    private static Definitions launched(String campaign, String segment, int run, Instant from) {
        Journey journey = journey(campaign).published(run);
        return Shop.definitions(run, Status.LIVE, InFlight.KEEP, journey)
                .reaching(Audiences.of(
                        Map.of("regulars", segment(segment)),
                        Map.of(journey.id(), new Launch(journey.id(), run, "regulars", null, from, 0))));
    }

    private static Journey journey(String campaign) {
        return sound(new CampaignCompiler(COMPILER).check(campaign, Catalogue.of(TEMPLATES.templates())))
                .campaign()
                .journey();
    }

    private static Segment segment(String text) {
        return sound(COMPILER.segments().check(text)).segment();
    }

    private static <T> T sound(Checked<T> checked) {
        assertThat(checked).as(String.valueOf(checked)).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<T>) checked).value();
    }
}
