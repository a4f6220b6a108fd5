package dev.vestnik.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.Message;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.SmsSegments;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Map<String, Template> TEMPLATES = new LinkedHashMap<>();
    private static final Map<String, Journey> JOURNEYS = new LinkedHashMap<>();
    private static final Map<String, Object> MONEY = Map.of("amount", 349900L, "currency", "RUB");
    private static final List<Map<String, Object>> ITEMS =
            List.of(Map.of("productId", "p-1", "name", "Lamp & shade", "quantity", 2L, "price", MONEY));
    private static final Map<String, Object> WINDOW =
            Map.of("from", Instant.parse("2026-01-24T13:00:00Z"), "to", Instant.parse("2026-01-24T15:00:00Z"));

    @BeforeAll
    static void compileThem() {
        TemplateCompiler templates = new TemplateCompiler();
        Samples.templates().forEach((id, text) -> TEMPLATES.put(id, sound(id, templates.check(text))));
        JourneyCompiler journeys = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
        Samples.journeys()
                .forEach((id, text) -> JOURNEYS.put(id, sound(id, journeys.check(text, 1, Catalogue.of(TEMPLATES)))));
    }

    private static <T> T sound(String id, Checked<T> checked) {
        assertThat(checked).as(id).isInstanceOf(Checked.Sound.class);
        assertThat(((Checked.Sound<T>) checked).warnings()).as(id).isEmpty();
        return ((Checked.Sound<T>) checked).value();
    }

    @Test
    void theirNamesAreTheirIds() {
        assertThat(TEMPLATES)
                .allSatisfy((id, template) -> assertThat(template.id()).isEqualTo(id));
        assertThat(JOURNEYS)
                .allSatisfy((id, journey) -> assertThat(journey.id().value()).isEqualTo(id));
        assertThat(JOURNEYS.values())
                .filteredOn(journey -> journey.journeyClass() == JourneyClass.MARKETING)
                .extracting(journey -> journey.id().value())
                .containsExactly("abandoned-cart");
    }

    @Test
    void speakEnglishAndRussianAndEnglishToEverybodyElse() {
        assertThat(TEMPLATES.values()).allSatisfy(template -> {
            assertThat(template.language("ru-RU")).isEqualTo("ru");
            assertThat(template.language("pt-BR")).isEqualTo("en");
        });
    }

    @Test
    void everyTextCanBeMadeOfWhatAnEventMustHave() {
        assertThat(rendered("order-placed", Map.of("number", "77", "total", MONEY, "items", ITEMS)))
                .hasSize(4);
        assertThat(rendered("order-shipped", Map.of("number", "77", "carrier", "CDEK")))
                .hasSize(4);
        assertThat(rendered("order-delivered", Map.of("number", "77"))).hasSize(4);
        assertThat(rendered("courier-dispatched", courier())).hasSize(4);
        assertThat(rendered("cart-reminder", Map.of())).hasSize(6);
    }

    @Test
    void everyTextCanBeMadeOfAllAnEventCanHave() {
        Map<String, Object> shipped = Map.of(
                "number",
                "77",
                "carrier",
                "CDEK",
                "trackingNumber",
                "10",
                "trackingUrl",
                "https://t/10",
                "expected",
                WINDOW);
        assertThat(rendered("order-shipped", shipped))
                .hasSize(4)
                .anySatisfy(text -> assertThat(text)
                        .isEqualTo(new Rendering.Sms("Shop: order 77 is on its way with CDEK: https://t/10")));
        Map<String, Object> courier = new HashMap<>(courier());
        courier.put("amountDue", MONEY);
        assertThat(rendered("courier-dispatched", courier))
                .hasSize(4)
                .anySatisfy(
                        text -> assertThat(text)
                                .isEqualTo(
                                        new Rendering.Sms(
                                                "Заказ 77: курьер Степан, +7 495 646-00-54, приедет с 16:00 до 18:00. К оплате 3 499 ₽.")));
    }

    @Test
    void textsAreShort() {
        assertThat(rendered("courier-dispatched", courier())).allSatisfy(text -> {
            if (text instanceof Rendering.Sms(String sms)) {
                assertThat(SmsSegments.count(sms)).isLessThanOrEqualTo(2);
            }
        });
        assertThat(TEMPLATES.values())
                .allSatisfy(template -> assertThat(template.smsSegments()).isLessThanOrEqualTo(6));
    }

    @Test
    void aCouriersMessageIsWorthNothingAfterTheWindow() {
        Message tell = (Message) JOURNEYS.get("courier-dispatched").step("tell");
        assertThat(tell.until().source()).isEqualTo("event.window.to");
    }

    @Test
    void anAbandonedCartGoesThroughAllChannels() {
        Message remind = (Message) JOURNEYS.get("abandoned-cart").step("remind");
        assertThat(remind.channels())
                .extracting(via -> via.channel())
                .containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL);
    }

    private static Map<String, Object> courier() {
        return Map.of(
                "number",
                "77",
                "courier",
                Map.of("name", "Степан", "phone", "+74956460054"),
                "window",
                WINDOW,
                "address",
                "Leninskaya Sloboda 19");
    }

    private static List<Rendering> rendered(String template, Map<String, Object> event) {
        Map<String, Object> variables = Map.of(
                "customer", Map.of("timezone", "Europe/Moscow"),
                "event", event,
                "context", Map.of("items", ITEMS, "total", MONEY),
                "shop", Map.of("name", "Shop"),
                "journey", Map.of(),
                "links", Map.of());
        List<Rendering> rendered = Stream.of("en", "ru")
                .flatMap(locale -> TEMPLATES.get(template).channels().stream()
                        .map(channel -> TEMPLATES.get(template).render(channel, locale, variables)))
                .toList();
        assertThat(rendered).allMatch(rendering -> rendering instanceof Rendering.Text);
        return rendered;
    }
}
