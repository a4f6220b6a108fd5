package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Templates of one text, and what they give. */
public final class Rendered {
    private static final TemplateCompiler COMPILER = new TemplateCompiler();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Rendered() {}

    static Template sound(String document) {
        Checked<Template> checked = COMPILER.check(document);
        assertThat(checked).as(document).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<Template>) checked).value();
    }

    static List<Fault> faults(String document) {
        Checked<Template> checked = COMPILER.check(document);
        assertThat(checked).as(document).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Template>) checked).faults();
    }

    static String smsDocument(String locale, String text) {
        return JSON.writeValueAsString(Map.of(
                "id", "t", "locales", Map.of(locale, Map.of("sms", Map.of("text", text)))));
    }

    static String sms(String text, Map<String, Object> variables) {
        return sms("en", text, variables);
    }

    static String sms(String locale, String text, Map<String, Object> variables) {
        Rendering rendering = sound(smsDocument(locale, text)).render(Channel.SMS, locale, variables);
        assertThat(rendering).isInstanceOf(Rendering.Sms.class);
        return ((Rendering.Sms) rendering).text();
    }

    static String problem(String text, Map<String, Object> variables) {
        Rendering rendering = sound(smsDocument("en", text)).render(Channel.SMS, "en", variables);
        assertThat(rendering).as(text).isInstanceOf(Rendering.Failed.class);
        return ((Rendering.Failed) rendering).problems().getFirst();
    }

    static List<String> smsFaults(String text) {
        return faults(smsDocument("en", text)).stream().map(Fault::problem).toList();
    }

    static String mailDocument(String mjml) {
        return JSON.writeValueAsString(Map.of(
                "id", "t", "locales", Map.of("en", Map.of("email", Map.of("subject", "Hi", "mjml", mjml)))));
    }

    static Rendering.Email mail(String mjml, Map<String, Object> variables) {
        Rendering rendering = sound(mailDocument(mjml)).render(Channel.EMAIL, "en", variables);
        assertThat(rendering).isInstanceOf(Rendering.Email.class);
        return (Rendering.Email) rendering;
    }
}
