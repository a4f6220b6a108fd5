package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.work.Work;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text that stands in a journey itself, for the shop's own people: Liquid, as in a template; immutable. */
public final class ShortText {
    /** The compiler that all share, since parsing is what costs; dates and numbers are written as in English. */
    private static final LiquidCompiler LIQUID = new LiquidCompiler();

    private final LiquidText text;

    private ShortText(LiquidText text) {
        this.text = text;
    }

    /** The fate of a text. */
    public sealed interface Made {}

    public record Text(String text) implements Made {}

    /** @param problem names the variable or the limit, without the customer's data */
    public record Failed(String problem) implements Made {}

    /** Null, and faults, where it is none that can be made. */
    public static @Nullable ShortText read(Place place) {
        String source = place.requiredText();
        LiquidText compiled = source == null ? null : LIQUID.quietly(place, source, Locale.ENGLISH, Writing.PLAIN);
        return compiled == null ? null : new ShortText(compiled);
    }

    /** Paths of the variables that it reads. */
    public Set<String> reads() {
        return text.reads();
    }

    /** The reads without a word on what happens where the value is missing. */
    public Set<UnguardedRead> unguarded() {
        return text.unguarded();
    }

    /** @param variables as those of a template */
    public Made make(Map<String, Object> variables, Work work) {
        try {
            return new Text(text.render(variables, work));
        } catch (Unrenderable e) {
            return new Failed(e.problem());
        }
    }
}
