package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineStylesTest {
    private static String mjml(String css) {
        return "<mjml><mj-head><mj-style inline=\"inline\">" + css
                + "</mj-style></mj-head><mj-body><mj-section><mj-column>"
                + "<mj-text><p class=\"price big\" id=\"total\" style=\"color: green\">1</p><p>{{ customer.firstName }}</p></mj-text>"
                + "</mj-column></mj-section></mj-body></mjml>";
    }

    private static Document rendered(String css) {
        Rendering rendering = Rendered.sound(Rendered.mailDocument(mjml(css)))
                .render(Channel.EMAIL, "en", Map.of("customer", Map.of("firstName", "Anna")));
        return Jsoup.parse(((Rendering.Email) rendering).html());
    }

    /** Where nothing is wrong. */
    private static Place nowhere() {
        return Objects.requireNonNull(DocumentText.read("{}", new Faults()));
    }

    @Test
    void rulesGoIntoTheElementsThatTheyAreAbout() {
        Document email = rendered("/* {x} */ p { margin: 1px } .price.big, #none { white-space: nowrap }");
        assertThat(email.select("p").eachAttr("style"))
                .containsExactly("margin: 1px;white-space: nowrap;color: green", "margin: 1px;");
        assertThat(email.select("style").html()).doesNotContain("nowrap");
    }

    @Test
    void theClassOfTheBodyIsThatOfTheElementWithAllOfIt() {
        String mjml =
                "<mjml><mj-head><mj-preview>Soon</mj-preview><mj-style inline=\"inline\">.page { margin: 1px }</mj-style>"
                        + "</mj-head><mj-body css-class=\"page dark\" background-color=\"#eee\"><mj-section><mj-column>"
                        + "<mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>";
        Document email = Jsoup.parse(Rendered.mail(mjml, Map.of()).html());
        assertThat(email.select("div.page.dark")).hasSize(1);
        assertThat(email.select("div.page").first().text()).isEqualTo("Hello");
        assertThat(email.select("div.page").attr("style")).contains("margin: 1px", "background-color:#eee");
    }

    @Test
    void anIdCountsMoreThanAClassAndTheElementsOwnStyleMost() {
        Document email = rendered("#total { color: red; margin: 3px } .price { margin: 2px } p { margin: 1px }");
        assertThat(email.select("#total").attr("style"))
                .isEqualTo("margin: 1px;margin: 2px;color: red; margin: 3px;color: green");
    }

    @Test
    void quotesOfEitherKindAreRead() {
        String html = InlineStyles.of("<mj-style inline='inline'>.a { x: 1 } b { y: \"2\" }</mj-style>", nowhere())
                .into("<p class='a' style='color: \"red\"' data-x='style=\"no\"'><b STYLE=z>", 1_000);
        assertThat(html)
                .isEqualTo("<p class='a' style=\"x: 1;color: 'red'\" data-x='style=\"no\"'><b STYLE=\"y: '2';z\">");
    }

    @Test
    void aStyleInACommentIsNone() {
        String markup = "<!-- <mj-style inline=\"inline\">p { x: 1 }</mj-style> --><p>";
        assertThat(InlineStyles.of(markup, nowhere()).markup()).isEqualTo(markup);
        assertThat(InlineStyles.of(markup, nowhere()).rules()).isEmpty();
    }

    @Test
    void whatGrowsBeyondItsLimitIsNotMade() {
        String style = "* { x: " + "1".repeat(10_000) + " }";
        String html = InlineStyles.of("<mj-style inline=\"inline\">" + style + "</mj-style>", nowhere())
                .into("<b>".repeat(10_000), 1_000_000);
        assertThat(html.length()).isBetween(1_000_001, 1_100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@media print { p { color: red } }",
                "p > a { color: red }",
                "a:hover { color: red }",
                "p { color: red } { color: blue }",
                "p { color: red"
            })
    void whatCannotBeInlinedIsAFault(String css) {
        assertThat(Rendered.faults(Rendered.mailDocument(mjml(css))))
                .extracting(Fault::problem)
                .anyMatch(problem -> problem.startsWith("has in an mj-style inline"));
    }
}
