package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Journeys that tests write as marketers do. Their template is called {@code hello}. Each is compiled once: it is a value. */
final class Written {
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private static final Catalogue TEMPLATES =
            Catalogue.of(Shop.definitions(1, Status.LIVE, InFlight.KEEP).templates());

    private static final Map<Source, Journey> COMPILED = new ConcurrentHashMap<>();

    private record Source(String text, int version) {}

    private Written() {}

    static Journey journey(String text) {
        return journey(text, 1);
    }

    static Journey journey(String text, int version) {
        return COMPILED.computeIfAbsent(new Source(text, version), Written::compiled);
    }

    private static Journey compiled(Source source) {
        Checked<Journey> checked = check(source.text(), source.version());
        assertThat(checked).as(source.text()).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<Journey>) checked).value();
    }

    static Checked<Journey> check(String text, int version) {
        return COMPILER.check(text, version, TEMPLATES);
    }
}
