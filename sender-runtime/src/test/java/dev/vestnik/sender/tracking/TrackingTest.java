package dev.vestnik.sender.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import dev.vestnik.service.link.LinkSettings;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.LinkedMessage;
import dev.vestnik.service.link.PublicLink;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrackingTest {
    private static final String SECRET = "the secret of these tests";
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.5Z");
    private static final UUID MESSAGE = UUID.fromString("01234567-89ab-8def-8123-456789abcdef");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final Pattern LINK = Pattern.compile("https://go\\.shop\\.example/([li])/([A-Za-z0-9_-]+)");

    private static Tracking tracking(boolean clicks, boolean opens) {
        return new Tracking(
                new LinkSettings(URI.create("https://go.shop.example"), List.of(SECRET), Duration.ofDays(400)),
                new TrackingSettings(clicks, opens, List.of("quiet"), List.of("shop.example")));
    }

    private static Dispatch dispatch(CustomerKey customer, Content content) {
        return new Dispatch(
                new Attempt(MESSAGE, 2),
                customer,
                MessageClass.marketing,
                new Origin("abandoned cart", "remind", "cart", "en"),
                content,
                NOW.plusSeconds(3600),
                false);
    }

    private static Content.Email email(String html) {
        return new Content.Email(
                new Content.Mailbox("anna@example.com", null),
                null,
                "Hello",
                new Content.Body(html, "https://shop.example/cart"),
                "https://go.shop.example/u/abc");
    }

    private static String sent(Tracking tracking, String html) {
        Dispatch dispatch = tracking.in(dispatch(ANNA, email(html)), NOW);
        return ((Content.Email) dispatch.content()).body().html();
    }

    private static List<PublicLink> links(String text) {
        List<PublicLink> links = new ArrayList<>();
        Matcher found = LINK.matcher(text);
        while (found.find()) {
            links.add(new LinkTokens(List.of(SECRET)).read(found.group(2)).orElseThrow());
        }
        return links;
    }

    private static List<String> targets(String html) {
        return links(sent(tracking(true, false), html)).stream()
                .map(link -> ((PublicLink.Click) link).target())
                .toList();
    }

    @Test
    void aLinkKnowsItsMessageAndWhereItLeads() {
        LinkedMessage message =
                new LinkedMessage(ANNA, MESSAGE, 2, ChannelName.EMAIL, Instant.parse("2026-11-30T12:00:00Z"));
        assertThat(links(sent(
                        tracking(true, true),
                        "<html><body><a href=\"https://dhl.example/1?a=1&amp;b=2\">x</a></body></html>")))
                .containsExactly(
                        new PublicLink.Click(message, "https://dhl.example/1?a=1&b=2"), new PublicLink.Open(message));
    }

    @Test
    void thePictureStandsAtTheEndOfThePage() {
        assertThat(sent(tracking(false, true), "<html><BODY>Hello</BODY></html>"))
                .matches(
                        "<html><BODY>Hello<img src=\"https://go[^\"]+\" width=\"1\" height=\"1\" alt=\"\"[^>]*></BODY></html>");
        assertThat(sent(tracking(false, true), "Hello")).startsWith("Hello<img src=");
    }

    @Test
    void findsLinksHoweverTheyAreWritten() {
        assertThat(targets(
                        "<A class=x HREF = 'https://a.example/1' style=\"a>b\">x</A><a\n href=\"https://a.example/2\">"
                                + "<area href=\"https://a.example/3\"><abbr href=\"https://a.example/4\">"))
                .containsExactly("https://a.example/1", "https://a.example/2");
    }

    @Test
    void leavesWhatIsNoLinkOfTheWeb() {
        String html =
                "<a href=\"mailto:a@shop.example\"></a><a href=\"#top\"></a><a href=\"https://go.shop.example/u/abc\"></a>"
                        + "<a data-href=\"https://a.example\"></a><a title=\" href='https://a.example' \"></a><a href=https://bare.example></a><a href=\"";
        assertThat(sent(tracking(true, false), html)).isEqualTo(html);
    }

    @Test
    void tellsTheShopsOwnStatisticsWhereAVisitComesFrom() {
        assertThat(
                        targets(
                                "<a href=\"https://shop.example/cart?id=1#pay\"></a><a href=\"https://Shop.example/?utm_source=x\"></a>"))
                .containsExactly(
                        "https://shop.example/cart?id=1&utm_source=vestnik&utm_medium=email&utm_campaign=abandoned+cart&utm_content=remind#pay",
                        "https://Shop.example/?utm_source=x");
    }

    @Test
    void tracksNothingForAShopThatDoesNotWantIt() {
        Dispatch quiet = dispatch(new CustomerKey("quiet", "anna"), email("<a href=\"https://a.example\"></a>"));
        assertThat(tracking(true, true).in(quiet, NOW)).isEqualTo(quiet);
        assertThat(Tracking.NONE.in(quiet, NOW)).isEqualTo(quiet);
    }

    @Test
    void replacesTheLinksOfATextWhereThatIsWanted() {
        Content.Sms sms =
                new Content.Sms("+79990000000", null, "Pay: https://a.example/1. (http://a.example/2), http, https:/x");
        Dispatch dispatch = dispatch(ANNA, sms);
        String text = ((Content.Sms) tracking(true, false).in(dispatch, NOW).content()).text();
        assertThat(text).matches("Pay: https://go\\S+\\. \\(https://go\\S+\\), http, https:/x");
        assertThat(links(text)).hasSize(2);
        assertThat(tracking(false, true).in(dispatch, NOW)).isEqualTo(dispatch);
    }

    @Test
    void hostileMarkupTakesLinearTime() {
        long start = System.nanoTime();
        for (String piece :
                List.of("<a href=\"", "<a href='", "<a ", "<", "<a href=\"https://a.example/\">", "\"", "<a\thref")) {
            sent(tracking(true, true), piece.repeat(100_000));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
