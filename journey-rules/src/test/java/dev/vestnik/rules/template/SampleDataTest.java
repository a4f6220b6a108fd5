package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.SampleValues;
import dev.vestnik.rules.document.Samples;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleDataTest {
    private static final SampleValues VALUES =
            SampleValues.of(List.of("order.shipped"), Instant.parse("2026-01-24T11:05:00Z"));

    private static Template template(String text) {
        return Rendered.sound(Rendered.smsDocument("en", text));
    }

    private static String rendered(Template template, SampleData data) {
        return ((Rendering.Sms) template.render(Channel.SMS, "en", data.variables())).text();
    }

    @Test
    void fillsWhatIsMissingAndNamesIt() {
        Template template = template("{{ event.number }} {{ event.expected.to | date: 'day' }} {{ context.total }}");
        SampleData data = SampleData.fill(template, Map.of("event", Map.of("number", "7")), Set.of(), VALUES);
        assertThat(data.sampled()).containsExactly("context.total", "event.expected.to");
        assertThat(rendered(template, data)).isEqualTo("7 January 25 RUB 1,299");
    }

    @Test
    void leavesWhatARealCustomerLacksToTheTextsOwnDefault() {
        Template template = template("{{ customer.firstName | default: 'friend' }} {{ customer.name }}");
        SampleData data =
                SampleData.fill(template, Map.of("customer", Map.of("phone", "+7")), Set.of("customer"), VALUES);
        assertThat(data.sampled()).containsExactly("customer.name");
        assertThat(rendered(template, data)).isEqualTo("friend [name]");
    }

    @Test
    void listsHaveElements() {
        Template template = template("{% for item in event.items %}{{ item.price | money }};{% endfor %}");
        assertThat(rendered(template, SampleData.fill(template, Map.of(), Set.of(), VALUES)))
                .isEqualTo("RUB 1,299;RUB 1,299;");
    }

    private static Map<String, String> samples() {
        return Samples.templates();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everySampleTemplateCanBeLookedAt(String id) {
        Template template = Rendered.sound(samples().get(id));
        Map<String, Object> variables = new HashMap<>(Map.of(
                "shop", Map.of("name", "Shop", "url", "https://example.org", "phone", "+74956460054"),
                "links", Map.of("unsubscribe", "https://example.org/u")));
        SampleData data = SampleData.fill(template, variables, Set.of(), VALUES);
        for (Channel channel : template.channels()) {
            assertThat(template.render(channel, "en", data.variables()))
                    .as(id + " " + channel)
                    .isInstanceOf(Rendering.Text.class);
        }
    }

    static List<String> ids() {
        return List.copyOf(samples().keySet());
    }
}
