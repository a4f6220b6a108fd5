package dev.vestnik.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.pages.html.HtmlPage;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.LinkedMessage;
import dev.vestnik.service.link.PublicLink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CustomerPagesTest {
    private static final LinkTokens TOKENS = new LinkTokens(List.of(Site.SECRET));
    private static final String TARGET = "https://shop.example/корзина?a=1&b=2";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String KNOWN = """
            {"locale": "ru", "channels": {"email": true, "sms": false}, "topics": {"cart-reminders": true, "sales": false},
             "frequency": "weekly", "tracked": true}
            """;

    private static Site site;

    @BeforeAll
    static void open() throws IOException {
        site = new Site();
        site.engineSays(KNOWN);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> site.get("/actuator/health/readiness").statusCode() == 200);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static CustomerKey customer(String id) {
        return new CustomerKey("main", id);
    }

    private static LinkedMessage sent(String id) {
        return new LinkedMessage(
                customer(id),
                UUID.randomUUID(),
                2,
                ChannelName.EMAIL,
                Instant.now().minusSeconds(600));
    }

    private static String click(LinkedMessage sent, String target) {
        return "/l/" + TOKENS.write(new PublicLink.Click(sent, target));
    }

    private static List<DeliveryReceipt> receipts(LinkedMessage sent) {
        return site.records("messages.receipts").stream()
                .map(record -> (DeliveryReceipt) record.value())
                .filter(receipt -> receipt.getMessageId().equals(sent.message().toString()))
                .toList();
    }

    private static List<ShopEvent> events(String id) {
        return site.records("shop.events").stream()
                .map(record -> (ShopEvent) record.value())
                .filter(event -> event.getHeader().getCustomerId().equals(id))
                .toList();
    }

    private static ConsentChanged consent(String id) {
        return (ConsentChanged) events(id).getLast().getPayload();
    }

    private static Document page(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body());
    }

    @Test
    void leadsOnAndTellsTheEngineOfTheClickOnce() throws Exception {
        LinkedMessage sent = sent("clicks");
        HttpResponse<String> answer = site.get(click(sent, TARGET));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://shop.example/%D0%BA%D0%BE%D1%80%D0%B7%D0%B8%D0%BD%D0%B0?a=1&b=2");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        await().atMost(SOON).until(() -> receipts(sent).size() == 1);
        site.get(click(sent, TARGET));
        LinkedMessage later = sent("clicks");
        site.get(click(later, TARGET));
        await().atMost(SOON).until(() -> receipts(later).size() == 1);
        assertThat(receipts(sent)).singleElement().satisfies(receipt -> {
            assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.CLICKED);
            assertThat(receipt.getAttempt()).isEqualTo(2);
            assertThat(receipt.getChannel()).isEqualTo("email");
            assertThat(receipt.getHeader().getCustomerId()).isEqualTo("clicks");
        });
    }

    @Test
    void doesNotCountMachines() throws Exception {
        LinkedMessage head = sent("machine");
        LinkedMessage preview = sent("machine");
        LinkedMessage ahead = sent("machine");
        LinkedMessage scanned = sent("machine");
        LinkedMessage atOnce = new LinkedMessage(
                customer("machine"),
                UUID.randomUUID(),
                1,
                ChannelName.EMAIL,
                Instant.now().plusSeconds(30));
        double before = site.count("vestnik.pages.clicks", "outcome", "machine");
        assertThat(site.call(
                                click(head, TARGET),
                                HttpRequest.newBuilder().method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(302);
        site.get(click(preview, TARGET), "User-Agent", "TelegramBot (like TwitterBot)");
        site.get(click(ahead, TARGET), "Sec-Purpose", "prefetch;prerender");
        Stream.of(TARGET, "https://shop.example/other")
                .map(target -> site.visit(click(scanned, target)))
                .toList()
                .forEach(CompletableFuture::join);
        site.get(click(atOnce, TARGET));
        await().atMost(SOON).until(() -> site.count("vestnik.pages.clicks", "outcome", "machine") == before + 5);
        LinkedMessage person = sent("machine");
        site.get(click(person, TARGET));
        await().atMost(SOON).until(() -> receipts(person).size() == 1);
        assertThat(List.of(head, preview, ahead, scanned, atOnce))
                .allSatisfy(sent -> assertThat(receipts(sent)).isEmpty());
    }

    @Test
    void marksAnOpeningByAProxyAsUnreliable() throws Exception {
        LinkedMessage read = sent("opens");
        LinkedMessage proxied = sent("opens");
        HttpResponse<String> answer = site.get("/i/" + TOKENS.write(new PublicLink.Open(read)));
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        site.get(
                "/i/" + TOKENS.write(new PublicLink.Open(proxied)),
                "User-Agent",
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)");
        await().atMost(SOON).until(() -> receipts(proxied).size() == 1);
        await().atMost(SOON).until(() -> receipts(read).size() == 1);
        assertThat(receipts(read).getFirst().getStatus()).isEqualTo(ReceiptStatus.OPENED);
        assertThat(receipts(read).getFirst().getCode()).isNull();
        assertThat(receipts(proxied).getFirst().getCode()).isEqualTo("proxy");
    }

    @Test
    void leadsNowhereWithWhatIsNotSealedHere() throws Exception {
        String foreign = new LinkTokens(List.of("another secret of tests"))
                .write(new PublicLink.Click(sent("x"), "https://evil.example"));
        String unsubscribe = TOKENS.write(new PublicLink.OptOut(customer("x"), ChannelName.EMAIL, null));
        String script = TOKENS.write(new PublicLink.Click(sent("x"), "javascript:alert(1)"));
        for (String token : List.of(foreign, unsubscribe, script, "nonsense")) {
            HttpResponse<String> answer = site.get("/l/" + token);
            assertThat(answer.statusCode()).as(token).isEqualTo(404);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void saysThatALinkHasExpired() throws Exception {
        Instant old = Instant.now().minus(Duration.ofDays(401));
        LinkedMessage sent = new LinkedMessage(customer("old"), UUID.randomUUID(), 1, ChannelName.EMAIL, old);
        HttpResponse<String> answer = site.get(click(sent, TARGET), "Accept-Language", "ru-RU,ru;q=0.9");
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(page(answer).title()).isEqualTo("Срок действия ссылки истёк");
        assertThat(site.get("/p/" + TOKENS.write(new PublicLink.Preferences(customer("old"), old)))
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void unsubscribesWithOneClickAndNotByBeingOpened() throws Exception {
        String path =
                "/u/" + TOKENS.write(new PublicLink.OptOut(customer("leaves"), ChannelName.EMAIL, "cart-reminders"));
        HttpResponse<String> asked = site.get(path, "Accept-Language", "ru");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(page(asked).text()).contains("Вы больше не будете получать писем на тему «Напоминания о корзине».");
        assertThat(events("leaves")).isEmpty();
        assertThat(site.post(path, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(consent("leaves")).satisfies(consent -> {
            assertThat(consent.getChannel()).isEqualTo(ConsentChannel.email);
            assertThat(consent.getTopic()).isEqualTo("cart-reminders");
            assertThat(consent.getGranted()).isFalse();
            assertThat(consent.getSource()).isEqualTo("unsubscribe-link");
            assertThat(consent.getEvidence()).contains("\"how\":\"one-click\"", "cart reminders");
        });
    }

    @Test
    void stopsEverythingAndTakesAMistakeBack() throws Exception {
        String path = "/u/" + TOKENS.write(new PublicLink.OptOut(customer("stops"), ChannelName.SMS, null));
        assertThat(page(site.post(path, "everything=1")).text()).contains("no more advertising, by any way");
        assertThat(consent("stops").getChannel()).isEqualTo(ConsentChannel.any);
        assertThat(consent("stops").getGranted()).isFalse();
        site.post(path, "stop=1");
        site.post(path, "undo=1");
        assertThat(consent("stops").getChannel()).isEqualTo(ConsentChannel.sms);
        assertThat(consent("stops").getGranted()).isTrue();
    }

    @Test
    void aLinkIsNotUsedAgainAndAgain() throws Exception {
        String path = "/u/" + TOKENS.write(new PublicLink.OptOut(customer("often"), ChannelName.SMS, null));
        int taken = 0;
        while (taken < 500 && site.post(path, "stop=1").statusCode() == 200) {
            taken++;
        }
        assertThat(taken).isBetween(30, 499);
        assertThat(site.count("vestnik.pages.refused", "reason", "too-many")).isPositive();
    }

    @Test
    void showsAndTakesTheChoicesOfACustomerInTheCustomersLanguage() throws Exception {
        String path = "/p/" + TOKENS.write(new PublicLink.Preferences(customer("chooses"), Instant.now()));
        Document page = page(site.get(path, "Accept-Language", "en"));
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("ru");
        assertThat(page.select("input[checked]").eachAttr("name"))
                .contains("c.email", "t.cart-reminders", "frequency", "tracked")
                .doesNotContain("c.sms", "t.sales");
        String form = "shown=c.email&shown=c.sms&shown=t.cart-reminders&shown=t.sales&shown=tracked&c.email=1&t.sales=1"
                + "&frequency=monthly&pause=30&locale=ru&save=1";
        HttpResponse<String> saved = site.post(path, form);
        assertThat(page(saved).title()).isEqualTo("Сохранено");
        assertThat(site.wishes().getLast())
                .contains("\"channels\":{\"email\":true,\"sms\":false}")
                .contains("\"topics\":{\"cart-reminders\":false,\"sales\":true}")
                .contains("\"frequency\":\"monthly\",\"pauseDays\":\"30\",\"locale\":\"ru\",\"tracked\":false");
        site.post(path, "everything=1");
        assertThat(consent("chooses").getChannel()).isEqualTo(ConsentChannel.any);
        assertThat(consent("chooses").getSource()).isEqualTo("preference-page");
    }

    @Test
    void subscribesWhoSaysYesTwice() throws Exception {
        assertThat(page(site.get("/s/footer")).select("input[type=email]")).hasSize(1);
        assertThat(site.get("/s/unknown").statusCode()).isEqualTo(404);
        assertThat(site.post("/s/footer", "email=no-address").statusCode()).isEqualTo(422);
        assertThat(site.post("/s/footer", "email=Boris%40Example.com&website=").statusCode())
                .isEqualTo(200);
        assertThat(site.post("/s/footer", "email=robot%40example.com&website=x").statusCode())
                .isEqualTo(200);
        List<ShopEvent> asked = site.records("shop.events").stream()
                .map(record -> (ShopEvent) record.value())
                .filter(event -> event.getHeader().getCustomerId().startsWith("~subscriber-"))
                .toList();
        assertThat(asked)
                .hasSize(2)
                .extracting(ShopEvent::getPayload)
                .satisfiesExactly(
                        profile -> assertThat(((CustomerUpdated) profile).getEmail())
                                .isEqualTo("boris@example.com"),
                        event -> assertThat(((CustomEvent) event).getName()).isEqualTo("x.subscribe_requested"));
        String subscriber = asked.getFirst().getHeader().getCustomerId();
        String confirm = URI.create(((CustomEvent) asked.getLast().getPayload())
                        .getProperties()
                        .replaceFirst(".*\"link\":\"([^\"]+)\".*", "$1"))
                .getPath();
        assertThat(site.get(confirm).statusCode()).isEqualTo(200);
        assertThat(events(subscriber)).hasSize(2);
        assertThat(site.post(confirm, "confirm=1").statusCode()).isEqualTo(200);
        ConsentChanged consent = (ConsentChanged) events(subscriber).get(2).getPayload();
        assertThat(consent.getGranted()).isTrue();
        assertThat(consent.getTopic()).isEqualTo("news");
        assertThat(consent.getEvidence()).contains("advertising by e-mail", "confirmed");
        CustomEvent subscribed = (CustomEvent) events(subscriber).get(3).getPayload();
        assertThat(subscribed.getName()).isEqualTo("x.subscribed");
        assertThat(subscribed.getProperties()).contains("\"link\":\"https://go.shop.example" + confirm + "\"");
    }

    @Test
    void takesNothingFromElsewhereAndNeedsNoScript() throws Exception {
        for (String path : pages()) {
            HttpResponse<String> answer = site.get(path, "Accept-Language", "en");
            Document page = page(answer);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains(HtmlPage.POLICY);
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).contains("no-referrer");
            assertThat(page.select("script,link,img,iframe,[style],[onclick]"))
                    .as(path)
                    .isEmpty();
            assertThat(page.select("[href]").eachAttr("href"))
                    .allMatch(href -> href.startsWith("/") || href.startsWith("?"));
        }
    }

    /** The structure that programs of blind people need: a language, one heading, a name for every field and button. */
    @Test
    void canBeUsedWithoutSight() throws Exception {
        for (String path : pages()) {
            Document page = page(site.get(path));
            assertThat(page.selectFirst("html").attr("lang")).as(path).isIn("en", "ru");
            assertThat(page.title()).isNotBlank();
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.select("main")).hasSize(1);
            assertThat(page.select("meta[name=viewport]").attr("content"))
                    .contains("width=device-width")
                    .doesNotContain("scalable");
            assertThat(page.select("button"))
                    .allSatisfy(button -> assertThat(button.text()).isNotBlank());
            assertThat(page.select("input:not([type=hidden])"))
                    .allSatisfy(input -> assertThat(input.closest("label") != null
                                    || !page.select("label[for=" + input.id() + "]")
                                            .isEmpty())
                            .as(input.outerHtml())
                            .isTrue());
            assertThat(page.select("fieldset"))
                    .allSatisfy(group -> assertThat(group.select("> legend")).hasSize(1));
        }
    }

    private static List<String> pages() {
        return List.of(
                "/u/" + TOKENS.write(new PublicLink.OptOut(customer("pages"), ChannelName.EMAIL, "sales")),
                "/p/" + TOKENS.write(new PublicLink.Preferences(customer("pages"), Instant.now())),
                "/c/"
                        + TOKENS.write(new PublicLink.Confirmation(
                                customer("pages"), ChannelName.EMAIL, "footer", Instant.now())),
                "/s/footer",
                "/l/unknown");
    }

    @Test
    void showsWhatOthersMadeUpAsText() throws Exception {
        String topic = "\"><script>alert(1)</script>";
        String path = "/u/" + TOKENS.write(new PublicLink.OptOut(customer("escapes"), ChannelName.EMAIL, topic));
        assertThat(page(site.get(path)).select("script")).isEmpty();
        assertThat(page(site.get(path)).text()).contains("<script>alert(1)</script>");
    }

    @Test
    void answersNothingElse() throws Exception {
        assertThat(site.get("/api/customers/x").statusCode()).isEqualTo(404);
        assertThat(site.get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(site.post("/l/x", "").statusCode()).isEqualTo(405);
    }

    /** The last one: the engine does not come back. */
    @Test
    @Order(Integer.MAX_VALUE)
    void everythingCanBeStoppedWhileTheEngineIsAway() throws Exception {
        site.stopEngine();
        String path = "/p/" + TOKENS.write(new PublicLink.Preferences(customer("away"), Instant.now()));
        assertThat(page(site.get(path)).select("button").eachAttr("name")).containsExactly("everything");
        assertThat(site.post(path, "shown=c.email&c.email=1").statusCode()).isEqualTo(503);
        assertThat(site.post(path, "everything=1").statusCode()).isEqualTo(200);
        assertThat(consent("away").getChannel()).isEqualTo(ConsentChannel.any);
    }
}
