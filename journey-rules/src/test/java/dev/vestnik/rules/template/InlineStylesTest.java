package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Fault;
import java.util.Map;
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

    @Test
    void rulesGoIntoTheElementsThatTheyAreAbout() {
        Document email = rendered("/* {x} */ p { margin: 1px } .price.big, #none { white-space: nowrap }");
        assertThat(email.select("p").eachAttr("style"))
                .containsExactly("margin: 1px;white-space: nowrap;color: green", "margin: 1px;");
        assertThat(email.select("style").html()).doesNotContain("nowrap");
    }

    @Test
    void anIdCountsMoreThanAClassAndTheElementsOwnStyleMost() {
        Document email = rendered("#total { color: red; margin: 3px } .price { margin: 2px } p { margin: 1px }");
        assertThat(email.select("#total").attr("style"))
                .isEqualTo("margin: 1px;margin: 2px;color: red; margin: 3px;color: green");
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
