package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.channel.Channel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No link of a mail runs a script. */
class SafeLinksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"javascript:alert(1)\">",
                "<a HREF = 'JavaScript:alert(1)'>",
                "<a href=javascript:alert(1)>",
                "<a href=\" java\tscript:alert(1)\">",
                "<a href=\"&#106;avascript&colon;alert(1)\">",
                "<img src=\"data:text/html,x\">",
                "<form action=\"vbscript:x\">",
            })
    void refusesALinkThatRunsAScript(String html) {
        assertThatThrownBy(() -> SafeLinks.checked(html)).isInstanceOf(Unrenderable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://shop.example/?q=javascript:1\">",
                "<a href=\"mailto:anna@shop.example\">",
                "<a href=\"/javascript:1\">",
                "<a href=\"myshop://cart\">",
                "<img src=\"data:image/png;base64,iVBOR\">",
                "<p title=\"javascript: a book\">",
                "price = javascript: 7",
                "<a href=",
            })
    void letsEveryOtherLinkThrough(String html) {
        assertThat(SafeLinks.checked(html)).isEqualTo(html);
    }

    @Test
    void sendsNoMailWhoseDataWouldRunAScript() {
        assertThat(mail("javascript:alert(1)"))
                .isInstanceOfSatisfying(
                        Rendering.Failed.class,
                        failed -> assertThat(failed.problems())
                                .singleElement()
                                .asString()
                                .contains("javascript"));
        assertThat(mail("https://shop.example/")).isInstanceOf(Rendering.Email.class);
    }

    private static Rendering mail(String link) {
        String mjml = "<mjml><mj-body><mj-section><mj-column><mj-button href=\"{{ event.extra.link }}\">Go</mj-button>"
                + "</mj-column></mj-section></mj-body></mjml>";
        return Rendered.sound(Rendered.mailDocument(mjml))
                .render(Channel.EMAIL, "en", Map.of("event", Map.of("extra", Map.of("link", link))));
    }
}
