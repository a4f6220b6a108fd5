package dev.vestnik.rules.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The template and the journey that README begins with. */
class ReadmeTest {
    private static final Path README = Path.of("../README.md");

    @Test
    void publishHasNothingToWarnOfInItsSample() throws IOException {
        Checked<Journey> journey = new JourneyCompiler(new Expressions(), StepRegistry.KINDS)
                .check(sample("/api/journeys/shipped"), 1, Catalogue.of(Map.of("order-shipped", template())));
        assertThat(journey)
                .isInstanceOfSatisfying(
                        Checked.Sound.class,
                        sound -> assertThat(sound.warnings()).isEmpty());
    }

    @Test
    void itsMessageGoesOutWithAndWithoutATrackingUrl() throws IOException {
        assertThat(text(Map.of("number", "12465", "trackingUrl", "https://track.example.com/12465")))
                .isEqualTo("Order 12465 is on its way: https://track.example.com/12465");
        assertThat(text(Map.of("number", "12465"))).isEqualTo("Order 12465 is on its way");
    }

    private static String text(Map<String, Object> event) throws IOException {
        return ((Rendering.Sms) template().render(Channel.SMS, "en", Map.of("event", event))).text();
    }

    private static Template template() throws IOException {
        return ((Checked.Sound<Template>) new TemplateCompiler().check(sample("/api/templates/order-shipped"))).value();
    }

    /** The body of README's call of this address. */
    private static String sample(String address) throws IOException {
        String readme = Files.readString(README);
        int call = readme.indexOf(address);
        int from = readme.indexOf("--data-binary '", call) + "--data-binary '".length();
        return readme.substring(from, readme.indexOf("'\n", from));
    }
}
