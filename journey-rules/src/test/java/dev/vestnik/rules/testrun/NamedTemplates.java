package dev.vestnik.rules.testrun;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Templates of any name. One that nobody has written says its own name, in every channel. */
final class NamedTemplates implements Catalogue {
    private static final String ANY = """
            id: %1$s
            locales:
              en:
                sms: {text: %1$s}
                push: {title: %1$s, body: %1$s}
                email:
                  subject: %1$s
                  mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>%1$s</mj-text></mj-column></mj-section></mj-body></mjml>"
            """;

    private final Map<String, Template> templates = new HashMap<>();

    void put(Template template) {
        templates.put(template.id(), template);
    }

    /** Those that were asked for or put. */
    Map<String, Template> all() {
        return templates;
    }

    @Override
    public Template template(String id) {
        return templates.computeIfAbsent(id, NamedTemplates::named);
    }

    private static Template named(String id) {
        return switch (new TemplateCompiler().check(ANY.formatted(id))) {
            case Checked.Sound<Template>(Template template, var warnings) -> template;
            case Checked.Faulty<Template>(var faults) -> throw new AssertionError(faults);
        };
    }

    @Override
    public Set<String> ids() {
        return templates.keySet();
    }
}
