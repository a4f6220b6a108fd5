package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.authoring.Checking.SoundTemplate;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import dev.vestnik.rules.template.TemplateDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class NewerTextsTest {
    private static final TemplateCompiler TEMPLATES = new TemplateCompiler();

    @Test
    void variablesThatOlderEnginesDoNotKnowWaitForTheirLevel() {
        SoundTemplate merged = sound("{{ event.number }}{% for one in merged %} {{ one.journey }}{% endfor %}");
        assertThat(NewerTexts.faults(merged, FeatureLevel.ADDRESSES))
                .extracting(Fault::path)
                .containsExactly("locales.en.sms.text");
        assertThat(NewerTexts.faults(merged, FeatureLevel.ADDRESSES).getFirst().problem())
                .startsWith("takes feature level 6, and 5 is in force");
        assertThat(NewerTexts.warnings(merged, FeatureLevel.ADDRESSES))
                .extracting(Warning::path)
                .containsExactly("locales.en.sms.text");
        assertThat(NewerTexts.faults(merged, FeatureLevel.LANGUAGE)).isEmpty();
        assertThat(NewerTexts.faults(sound("{{ now | date: '%Y' }}"), FeatureLevel.ADDRESSES))
                .hasSize(1);
    }

    @Test
    void filtersAndTagsThatOlderEnginesDoNotKnowWaitForTheirLevel() {
        for (String text : List.of(
                "{{ event.number |squish }}",
                "{{ event.items | where: 'name', 'Tea' | size }}",
                "{%- echo event.number -%}",
                "{% assign n = event.items | find_index: 'name', 'Tea' %}{{ n | default: 0 }}")) {
            assertThat(NewerTexts.faults(sound(text), FeatureLevel.MEMORY))
                    .as(text)
                    .hasSize(1);
            assertThat(NewerTexts.faults(sound(text), FeatureLevel.ADDRESSES))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void wordsThatMeanSomethingElseWaitForNothing() {
        for (String text : List.of(
                "Buy now | find out where {{ event.number | upcase }}",
                "{{ 'merged now' | append: event.number }}",
                "{{ event.now | default: '' }}",
                "{{ event.items | map: 'name' | join: ', ' }}")) {
            assertThat(NewerTexts.faults(sound(text), FeatureLevel.OLDEST))
                    .as(text)
                    .isEmpty();
        }
    }

    private static SoundTemplate sound(String text) {
        String json = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "id", "hello", "locales", Map.of("en", Map.of("sms", Map.of("text", text)))));
        Checked.Sound<TemplateDocument> document = (Checked.Sound<TemplateDocument>) TemplateDocument.parse(json);
        Checked<Template> template = TEMPLATES.check(document.value());
        assertThat(template).as(text).isInstanceOf(Checked.Sound.class);
        return new SoundTemplate(json, ((Checked.Sound<Template>) template).value(), List.of());
    }
}
