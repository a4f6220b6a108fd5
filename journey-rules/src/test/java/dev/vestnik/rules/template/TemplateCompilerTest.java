package dev.vestnik.rules.template;

import static dev.vestnik.rules.template.Rendered.faults;
import static dev.vestnik.rules.template.Rendered.mail;
import static dev.vestnik.rules.template.Rendered.mailDocument;
import static dev.vestnik.rules.template.Rendered.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateCompilerTest {
    private static final String SHIPPED = """
            id: order-shipped
            defaultLocale: en
            locales:
              en:
                sms:   {text: "Order {{ event.number }} is on its way: {{ event.trackingUrl }}"}
                email: {subject: "On its way,\\n{{ customer.name }}", mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{ customer.name }}</mj-text></mj-column></mj-section></mj-body></mjml>", text: "Hello"}
                push:  {title: "On its way", body: "Order {{ event.number }}", url: "{{ event.trackingUrl }}"}
              pt:
                sms:   {text: "O pedido {{ event.number }}"}
            """;
    private static final Map<String, Object> EVENT = Map.of(
            "event",
            Map.of("number", "7", "trackingUrl", "https://t/7?a=1&b=2"),
            "customer",
            Map.of("name", "<b>Ann</b>\r\nBcc: x"));

    @Test
    void rendersEveryChannel() {
        Template template = sound(SHIPPED);
        assertThat(template.id()).isEqualTo("order-shipped");
        assertThat(template.channels()).containsExactlyInAnyOrder(Channel.values());
        assertThat(template.reads()).isEqualTo(Set.of("event.number", "event.trackingUrl", "customer.name"));
        assertThat(template.render(Channel.SMS, "en", EVENT))
                .isEqualTo(new Rendering.Sms("Order 7 is on its way: https://t/7?a=1&b=2"));
        assertThat(template.render(Channel.PUSH, "en", EVENT))
                .isEqualTo(new Rendering.Push("On its way", "Order 7", "https://t/7?a=1&b=2", null));
        Rendering.Email email = (Rendering.Email) template.render(Channel.EMAIL, "en", EVENT);
        assertThat(email.subject()).isEqualTo("On its way, <b>Ann</b> Bcc: x");
        assertThat(email.html()).contains("Hi &lt;b&gt;Ann&lt;/b&gt;").doesNotContain("<b>Ann");
        assertThat(email.text()).isEqualTo("Hello");
    }

    @Test
    void takesTheClosestLanguageThatHasTheChannel() {
        Template template = sound(SHIPPED);
        assertThat(template.language("pt-BR")).isEqualTo("pt");
        assertThat(template.language("pt_BR")).isEqualTo("pt");
        assertThat(template.language("PT")).isEqualTo("pt");
        assertThat(template.language("de-AT")).isEqualTo("en");
        assertThat(template.render(Channel.SMS, "pt-BR", EVENT)).isEqualTo(new Rendering.Sms("O pedido 7"));
        assertThat(template.render(Channel.PUSH, "pt-BR", EVENT)).isInstanceOf(Rendering.Push.class);
        Template onlySms = sound("{id: t, locales: {en: {sms: {text: a}}}}");
        assertThat(onlySms.render(Channel.PUSH, "en", Map.of())).isEqualTo(new Rendering.NoText());
    }

    @Test
    void findsEveryFaultAtOnce() {
        assertThat(faults("""
                        id: Bad Id
                        defaultLocale: de
                        colour: red
                        locales:
                          en:
                            sms: {text: "{{ evnt.number }}"}
                            push: {body: 5, sound: loud}
                            email: {subject: "", mjml: "<mjml><mj-body><mj-txt>x</mj-txt></mj-body></mjml>"}
                          not a language: {sms: {text: x}}
                          ru: {}
                        """))
                .extracting(Fault::toString)
                .containsExactlyInAnyOrder(
                        "id: must be 1-100 small letters, digits, dots and dashes",
                        "defaultLocale: has no texts: there are en, not a language, ru",
                        "colour: is not known here",
                        "locales.en.sms.text: there is no variable \"evnt\"; did you mean \"event\"?",
                        "locales.en.push.sound: is not known here",
                        "locales.en.push.title: is missing",
                        "locales.en.push.body: must be a text",
                        "locales.en.email.subject: is empty",
                        "locales.en.email.mjml: line 1: there is no <mj-txt>; did you mean \"mj-text\"?",
                        "locales.not a language: is not a language such as en, ru or pt-BR",
                        "locales.ru: must have a text for sms, email or push");
    }

    @Test
    void mailIsCompiledWithItsLiquid() {
        Rendering.Email email = mail(
                """
                <mjml><mj-head><mj-preview>{{ context.items.size }} left</mj-preview></mj-head><mj-body>
                  <mj-section><mj-column>
                    <mj-text>{% if context.items.size > 1 and customer.name != "<x>" %}Dear {{ customer.name }}{% endif %} &amp; co</mj-text>
                    <mj-table>{% for i in context.items %}<tr><td>{{ i.name }}</td></tr>{% endfor %}</mj-table>
                    {% for i in context.items %}<mj-text>({{ i.name }})</mj-text>{% endfor %}
                    <mj-raw>{% if event.none %}</mj-raw><mj-text>never</mj-text><mj-raw>{% endif %}</mj-raw>
                    <mj-button href="{{ context.link | default: "https://shop" }}">Go</mj-button>
                  </mj-column></mj-section>
                </mj-body></mjml>
                """,
                Map.of(
                        "customer", Map.of("name", "Ann & Bob"),
                        "event", Map.of(),
                        "context",
                                Map.of(
                                        "items",
                                        List.of(Map.of("name", "Lamp"), Map.of("name", "<Rug>")),
                                        "link",
                                        "https://s/?a=1&b=\"")));
        assertThat(email.html())
                .contains("Dear Ann &amp; Bob &amp; co", "<td>Lamp</td>", "<td>&lt;Rug&gt;</td>")
                .contains("href=\"https://s/?a=1&amp;b=&quot;\"")
                .doesNotContain("never", "{{", "{%", "lqd");
        assertThat(email.text())
                .contains("Dear Ann & Bob & co", "Lamp", "<Rug>", "(Lamp)", "(<Rug>)", "Go: https://s/?a=1&b=\"")
                .doesNotContain("never", "{{", "left");
    }

    @Test
    void mjmlThatTheCompilerWouldSilentlyRepairIsAFault() {
        assertThat(mjmlFaults("<mjml><mj-body>\n<mj-section><mj-column>\n</mj-section></mj-body></mjml>"))
                .containsExactly("line 2: <mj-column> is not closed");
        assertThat(mjmlFaults("<mjml><mj-body></mj-text></mj-body></mjml>"))
                .containsExactly("line 1: </mj-text> closes nothing");
        assertThat(mjmlFaults("<html>x</html>")).containsExactly("must be <mjml><mj-body>…</mj-body></mjml>");
        assertThat(mjmlFaults("<mjml><mj-head><mj-include path=\"/etc/passwd\" /></mj-head><mj-body></mj-body></mjml>"))
                .containsExactly("line 1: there is no <mj-include>");
        assertThat(mjmlFaults("<mjml>{% if event.a %}<mj-body></mj-body>{% endif %}</mjml>"))
                .containsExactly(
                        "{% if event.a %} is lost: no value or tag can stand where it does",
                        "{% endif %} is lost: no value or tag can stand where it does");
        assertThat(
                        mjmlFaults(
                                "<mjml><mj-body><mj-section><mj-column><mj-text>\n\n{{ event.a | nofilter }}</mj-text></mj-column></mj-section></mj-body></mjml>"))
                .containsExactly("there is no filter \"nofilter\"");
    }

    @Test
    void rawHtmlIsTheAuthorsOwnDecision() {
        String mjml =
                "<mjml><mj-body><mj-section><mj-column><mj-text>%s</mj-text></mj-column></mj-section></mj-body></mjml>";
        Map<String, Object> variables = Map.of("event", Map.of("html", "<i>x</i>"));
        assertThat(mail(mjml.formatted("{{ event.html }}"), variables).html()).contains("&lt;i&gt;x&lt;/i&gt;");
        assertThat(mail(mjml.formatted("{{ event.html | escape }}"), variables).html())
                .contains("&lt;i&gt;x&lt;/i&gt;")
                .doesNotContain("&amp;lt;");
        assertThat(mail(mjml.formatted("{{ event.html | raw }}"), variables).html())
                .contains("<i>x</i>");
    }

    @Test
    void everyValueIsEscapedOnce() {
        String mjml =
                "<mjml><mj-body><mj-section><mj-column><mj-text>%s</mj-text></mj-column></mj-section></mj-body></mjml>";
        Map<String, Object> variables = Map.of("event", Map.of("a", "<i>\n&", "b", "<b>"));
        assertThat(mail(mjml.formatted("{% capture c %}<u>{{ event.b }}</u>{% endcapture %}{{ c }}"), variables)
                        .html())
                .contains("<u>&lt;b&gt;</u>");
        assertThat(mail(mjml.formatted("{% cycle event.b, 'x' %}"), variables).html())
                .contains("&lt;b&gt;")
                .doesNotContain("<b>");
        assertThat(mail(mjml.formatted("{% echo event.b %}"), variables).html()).contains("&lt;b&gt;");
        assertThat(mail(mjml.formatted("{{ event.a | newline_to_br }}"), variables)
                        .html())
                .contains("&lt;i&gt;<br />\n&amp;");
        assertThat(mail(mjml.formatted("{{ event.a | escape | newline_to_br }}"), variables)
                        .html())
                .contains("&lt;i&gt;<br />\n&amp;");
    }

    @Test
    void anSmsIsCountedInItsLongestLanguage() {
        assertThat(sound("{id: t, defaultLocale: en, locales: {en: {sms: {text: short}}, ru: {sms: {text: '"
                                + "ж".repeat(100) + "'}}}}")
                        .smsSegments())
                .isEqualTo(2);
        assertThat(sound("{id: t, locales: {en: {sms: {text: '{% if event.a %}" + "a".repeat(150) + "{% else %}"
                                + "b".repeat(100) + "{% endif %}{{ event.x }}'}}}}")
                        .smsSegments())
                .isEqualTo(2);
        assertThat(sound("{id: t, locales: {en: {sms: {text: '{{ event.x }} and {{ event.y }}'}}}}")
                        .smsSegments())
                .isEqualTo(1);
    }

    @Test
    void canonicalFormIsJson() {
        String json = ((Checked.Sound<TemplateDocument>) TemplateDocument.parse(SHIPPED))
                .value()
                .toJson();
        assertThat(json).startsWith("{\"id\":\"order-shipped\",\"defaultLocale\":\"en\"");
        assertThat(new TemplateDocument(json).id()).contains("order-shipped");
        assertThat(new TemplateCompiler().check(new TemplateDocument(json))).isInstanceOf(Checked.Sound.class);
    }

    private static List<String> mjmlFaults(String mjml) {
        return faults(mailDocument(mjml)).stream().map(Fault::problem).toList();
    }
}
