package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import ch.digitalfondue.mjml4j.Mjml4j;
import dev.vestnik.rules.document.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted in MJML changes the mail; all else is refused with its line. */
class MjmlEffectsTest {
    /** One of these means something to each attribute. */
    private static final List<String> VALUES = List.of(
            "17px",
            "#123456",
            "3px dotted #123456",
            "https://shop.example/x.png",
            "right",
            "middle",
            "bottom",
            "full-width",
            "rtl",
            "fixed-height",
            "fluid-height",
            "hidden",
            "hamburger",
            "true",
            "vertical",
            "contain",
            "no-repeat",
            "italic",
            "fixed",
            "inline",
            "20px 30px",
            "_self",
            "presentation2",
            "facebook");
    /** Elements in which the others are looked at; the mark stands for attributes. */
    private static final String MAIL = """
            <mjml><mj-head>
            <mj-attributes><mj-class name="c" color="#abcdef" /></mj-attributes>
            </mj-head><mj-body>
            %s
            </mj-body></mjml>
            """;

    private static final Map<String, String> IN = Map.ofEntries(
            Map.entry(
                    "mj-section",
                    "<mj-section background-url=\"https://shop.example/s.png\" @><mj-column><mj-text>x</mj-text></mj-column></mj-section>"),
            Map.entry(
                    "mj-wrapper",
                    "<mj-wrapper background-url=\"https://shop.example/s.png\" @><mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section><mj-section><mj-column><mj-text>y</mj-text></mj-column></mj-section></mj-wrapper>"),
            Map.entry(
                    "mj-hero",
                    "<mj-hero background-url=\"https://shop.example/s.png\" @><mj-text>x</mj-text></mj-hero>"),
            Map.entry(
                    "mj-group",
                    "<mj-section><mj-group @><mj-column><mj-text>x</mj-text></mj-column></mj-group></mj-section>"),
            Map.entry(
                    "mj-column",
                    "<mj-section><mj-column padding=\"5px\" @><mj-text>x</mj-text></mj-column></mj-section>"),
            Map.entry(
                    "mj-image",
                    content("<mj-image src=\"https://shop.example/i.png\" href=\"https://shop.example\" @ />")),
            Map.entry("mj-button", content("<mj-button href=\"https://shop.example\" @>x</mj-button>")),
            Map.entry(
                    "mj-social",
                    content(
                            "<mj-social @><mj-social-element name=\"web\" href=\"https://shop.example\">x</mj-social-element></mj-social>")),
            Map.entry(
                    "mj-social-element",
                    content(
                            "<mj-social><mj-social-element src=\"https://shop.example/i.png\" href=\"https://shop.example\" @>x</mj-social-element></mj-social>")),
            Map.entry(
                    "mj-navbar",
                    content(
                            "<mj-navbar hamburger=\"hamburger\" @><mj-navbar-link href=\"/x\">x</mj-navbar-link></mj-navbar>")),
            Map.entry(
                    "mj-navbar-link",
                    content("<mj-navbar><mj-navbar-link href=\"/x\" @>x</mj-navbar-link></mj-navbar>")),
            Map.entry(
                    "mj-accordion",
                    content(
                            "<mj-accordion @><mj-accordion-element><mj-accordion-title>x</mj-accordion-title><mj-accordion-text>y</mj-accordion-text></mj-accordion-element></mj-accordion>")),
            Map.entry(
                    "mj-accordion-element",
                    content(
                            "<mj-accordion><mj-accordion-element @><mj-accordion-title>x</mj-accordion-title><mj-accordion-text>y</mj-accordion-text></mj-accordion-element></mj-accordion>")),
            Map.entry(
                    "mj-accordion-title",
                    content(
                            "<mj-accordion><mj-accordion-element><mj-accordion-title @>x</mj-accordion-title></mj-accordion-element></mj-accordion>")),
            Map.entry(
                    "mj-accordion-text",
                    content(
                            "<mj-accordion><mj-accordion-element><mj-accordion-text @>x</mj-accordion-text></mj-accordion-element></mj-accordion>")),
            Map.entry(
                    "mj-carousel",
                    content(
                            "<mj-carousel @><mj-carousel-image src=\"https://shop.example/1.png\" /><mj-carousel-image src=\"https://shop.example/2.png\" /></mj-carousel>")),
            Map.entry(
                    "mj-carousel-image",
                    content(
                            "<mj-carousel><mj-carousel-image src=\"https://shop.example/1.png\" href=\"https://shop.example\" @ /><mj-carousel-image src=\"https://shop.example/2.png\" /></mj-carousel>")));

    private static String content(String inner) {
        return "<mj-section><mj-column>" + inner + "</mj-column></mj-section>";
    }

    private static String mail(String element, String attributes) {
        if (element.equals("mj-body")) {
            return MAIL.formatted(content("<mj-text>x</mj-text>")).replace("<mj-body>", "<mj-body " + attributes + ">");
        }
        String inner = IN.getOrDefault(element, content("<" + element + " @>x</" + element + ">"));
        return MAIL.formatted(inner).replace("@", attributes);
    }

    private static String html(String mjml) {
        return BodyClass.into(Mjml4j.render(mjml, new Mjml4j.Configuration("en")), BodyClass.of(mjml));
    }

    static Stream<String> ofBody() {
        return MjmlElement.names().stream()
                .filter(name -> Objects.requireNonNull(MjmlElement.of(name))
                        .attributes()
                        .contains("mj-class"))
                .filter(name -> !List.of("mj-class", "mj-all").contains(name));
    }

    @ParameterizedTest
    @MethodSource("ofBody")
    void everyAttributeOfTheBodyHasAnEffect(String element) {
        List<String> without = new ArrayList<>();
        String plain = html(mail(element, ""));
        for (String attribute : Objects.requireNonNull(MjmlElement.of(element)).attributes()) {
            boolean effect = attribute.equals("mj-class")
                    || VALUES.stream()
                            .anyMatch(value ->
                                    !html(own(element, attribute, value)).equals(plain));
            if (!effect) {
                without.add(attribute);
            }
        }
        assertThat(without).as(element).isEmpty();
    }

    /** The attribute once: what the surroundings say of it counts no more. */
    private static String own(String element, String attribute, String value) {
        String mail = mail(element, "@");
        int at = mail.indexOf('@');
        int start = mail.lastIndexOf('<', at);
        String before = mail.substring(start, at).replaceAll(" " + attribute + "=\"[^\"]*\"", "");
        return mail.substring(0, start) + before + attribute + "=\"" + value + "\"" + mail.substring(at + 1);
    }

    @ParameterizedTest
    @MethodSource("ofBody")
    void whatIsInTheTableIsSound(String element) {
        assertThat(problems(mail(element, "mj-class=\"c\""))).isEmpty();
    }

    private static String head(String head) {
        return "<mjml><mj-head>" + head + "</mj-head><mj-body>"
                + content("<mj-text mj-class=\"c\" css-class=\"t\" font-family=\"Lato\">x</mj-text>")
                + "</mj-body></mjml>";
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "<mj-title>A title</mj-title> => <title>A title</title>",
                "<mj-preview>A preview</mj-preview> => A preview",
                "<mj-breakpoint width=\"321px\" /> => min-width:321px",
                "<mj-font name=\"Lato\" href=\"https://shop.example/lato.css\" /> => https://shop.example/lato.css",
                "<mj-style>.t { color: #010203 }</mj-style> => .t { color: #010203 }",
                "<mj-raw><meta name=\"x\" /></mj-raw> => <meta name=\"x\">",
                "<mj-attributes><mj-all color=\"#010203\" /></mj-attributes> => color:#010203",
                "<mj-attributes><mj-text color=\"#010203\" /></mj-attributes> => color:#010203",
                "<mj-attributes><mj-class name=\"c\" color=\"#010203\" /></mj-attributes> => color:#010203",
                "<mj-html-attributes><mj-selector path=\".t div\"><mj-html-attribute name=\"data-id\">42</mj-html-attribute></mj-selector></mj-html-attributes> => data-id=\"42\""
            })
    void whatStandsInTheHeadShows(String head, String shown) {
        String classes = head.contains("mj-class") ? "" : "<mj-attributes><mj-class name=\"c\" /></mj-attributes>";
        assertThat(problems(head(head + classes))).isEmpty();
        assertThat(html(head(head + classes))).contains(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "<mj-text colour=\"red\">x</mj-text> => line 1: <mj-text> does nothing with the attribute \"colour\"; did you mean \"color\"?",
                "<mj-button link = \"x\">x</mj-button> => line 1: <mj-button> does nothing with the attribute \"link\"",
                "<mj-text class=\"x\">x</mj-text> => line 1: <mj-text> does nothing with the attribute \"class\"",
                "<mj-text mj-class=\"x\">x</mj-text> => line 1: there is no <mj-class name=\"x\">",
                "<mj-hero></mj-hero> => line 1: <mj-hero> does nothing in <mj-column>: it belongs in <mj-body>, <mj-wrapper>",
                "<mj-carousel-image src=\"x\" /> => line 1: <mj-carousel-image> does nothing in <mj-column>: it belongs in <mj-carousel>",
                "<mj-style>.x {}</mj-style> => line 1: <mj-style> does nothing in <mj-column>: it belongs in <mj-head>",
                "<mj-text><mj-button>x</mj-button></mj-text> => line 1: <mj-button> does nothing in <mj-text>: it belongs in <mj-column>, <mj-hero>",
                "<div class=\"x\">x</div> => line 1: <div> in <mj-column> is HTML: put it into <mj-raw> or <mj-text>"
            })
    void whatWouldDoNothingIsRefused(String inner, String problem) {
        List<String> problems = problems("<mjml><mj-body>" + content(inner) + "</mj-body></mjml>");
        assertThat(problems).first().asString().isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mj-breakpoint />",
                "<mj-font name=\"x\" />",
                "<mj-attributes><mj-class color=\"red\" /></mj-attributes>",
                "<mj-html-attributes><mj-selector></mj-selector></mj-html-attributes>"
            })
    void anElementWithoutWhatItIsAboutIsRefused(String head) {
        assertThat(problems("<mjml><mj-head>" + head + "</mj-head><mj-body></mj-body></mjml>"))
                .singleElement()
                .asString()
                .contains("does nothing without");
    }

    @Test
    void anElementOfTheBodyStandsNotInTheRoot() {
        assertThat(problems("<mjml><mj-text>x</mj-text><mj-body></mj-body></mjml>"))
                .containsExactly("line 1: <mj-text> does nothing in <mjml>: it belongs in <mj-column>, <mj-hero>");
    }

    @Test
    void whatAnEarlierVersionTookWithoutAnEffectStopsNoMessageNow() {
        String mjml = "<mjml><mj-body>" + content("<mj-text colour=\"red\" mj-class=\"none\">x</mj-text><div>y</div>")
                + "</mj-body></mjml>";
        assertThat(problems(mjml)).hasSize(3);
        assertThat(new TemplateCompiler().check(Rendered.mailDocument(mjml))).isInstanceOf(Checked.Faulty.class);
        assertThat(new TemplateCompiler().stored(Rendered.mailDocument(mjml))).isInstanceOf(Checked.Sound.class);
    }

    private static List<String> problems(String mjml) {
        return MjmlCheck.problems(mjml, MjmlCheck.Bar.SAVED_NOW);
    }
}
