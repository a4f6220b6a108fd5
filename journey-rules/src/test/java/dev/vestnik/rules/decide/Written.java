package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;

/** Journeys that tests write as marketers do. Their template is called {@code hello}. */
final class Written {
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private static final Catalogue TEMPLATES =
            Catalogue.of(Shop.definitions(1, Status.LIVE, InFlight.KEEP).templates());

    private Written() {}

    static Journey journey(String text) {
        return journey(text, 1);
    }

    static Journey journey(String text, int version) {
        Checked<Journey> checked = check(text, version);
        assertThat(checked).as(text).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<Journey>) checked).value();
    }

    static Checked<Journey> check(String text, int version) {
        return COMPILER.check(text, version, TEMPLATES);
    }
}
