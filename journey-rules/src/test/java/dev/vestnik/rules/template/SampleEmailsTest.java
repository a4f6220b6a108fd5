package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The e-mails of the sample templates, as a customer gets them; they are left in {@code target/sample-emails} for {@code dev/screenshots}. */
class SampleEmailsTest {
    private static final Path OUTPUT = Path.of("target/sample-emails");

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "RUB");
    }

    private static final List<Object> ITEMS = List.of(
            Map.of(
                    "name",
                    "Electric kettle with temperature control and a very long name",
                    "quantity",
                    1L,
                    "price",
                    money(349_900),
                    "imageUrl",
                    "https://shop.example/kettle.png"),
            Map.of("name", "Tea", "quantity", 12L, "price", money(12_345_600)));

    private static Map<String, Object> variables() {
        Map<String, Object> event = Map.of(
                "number",
                "12465",
                "total",
                money(148_497_100),
                "items",
                ITEMS,
                "carrier",
                "Parcel Service",
                "address",
                "Moscow, Tverskaya 1",
                "courier",
                Map.of("name", "Ivan", "phone", "+79161234567"),
                "window",
                Map.of("from", Instant.ofEpochSecond(1_769_252_700), "to", Instant.ofEpochSecond(1_769_259_900)));
        return Map.of(
                "event", event,
                "context", Map.of("items", ITEMS, "total", money(148_497_100), "link", "https://shop.example/cart"),
                "customer", Map.of("firstName", "Anna"),
                "shop", Map.of("name", "Shop"),
                "links", Map.of("unsubscribe", "https://shop.example/u"));
    }

    private static Document email(String name, String locale) throws IOException {
        Checked<Template> checked =
                new TemplateCompiler().check(Samples.templates().get(name));
        assertThat(checked).isInstanceOf(Checked.Sound.class);
        Rendering rendering = ((Checked.Sound<Template>) checked).value().render(Channel.EMAIL, locale, variables());
        assertThat(rendering).isInstanceOf(Rendering.Email.class);
        String html = ((Rendering.Email) rendering).html();
        Files.createDirectories(OUTPUT);
        Files.writeString(OUTPUT.resolve(name + "-" + locale + ".html"), html);
        return Jsoup.parse(html);
    }

    @ParameterizedTest
    @CsvSource({
        "cart-reminder, en",
        "cart-reminder, ru",
        "order-placed, en",
        "order-placed, ru",
        "order-shipped, en",
        "order-shipped, ru",
        "courier-dispatched, en",
        "courier-dispatched, ru",
        "order-delivered, en",
        "order-delivered, ru"
    })
    void saysThatItCanBeDark(String name, String locale) throws IOException {
        Document email = email(name, locale);
        assertThat(email.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
        assertThat(email.select("style").html()).contains("prefers-color-scheme: dark");
        assertThat(email.select(".card")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cart-reminder, en", "cart-reminder, ru", "order-placed, en", "order-placed, ru"})
    void showsItemsWithPricesThatDoNotBreakAndPicturesWhereThereAreSome(String name, String locale) throws IOException {
        Document email = email(name, locale);
        assertThat(email.select("td.price"))
                .hasSize(2)
                .allSatisfy(price -> assertThat(price.attr("style")).contains("white-space: nowrap"));
        assertThat(email.select("td.picture img").eachAttr("src")).containsExactly("https://shop.example/kettle.png");
    }
}
