package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;

/** Checks and compiles journeys; thread-safe, built once. */
public final class JourneyCompiler {
    private final Expressions expressions;
    private final StepKinds kinds;

    /** @param kinds of steps that journeys may have */
    public JourneyCompiler(Expressions expressions, StepKinds kinds) {
        this.expressions = expressions;
        this.kinds = kinds;
    }

    /** The compiler of segments, which have the same conditions. */
    public SegmentCompiler segments() {
        return new SegmentCompiler(expressions);
    }

    /**
     * Compiles a document, or says all that is wrong with it.
     *
     * @param text JSON or YAML
     * @param version the number that the compiled journey gets
     * @param templates what its messages can use
     */
    public Checked<Journey> check(String text, int version, Catalogue templates) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        Journey journey = root == null ? null : new JourneyReader(root, expressions, templates, kinds).read(version);
        return faults.of(journey);
    }

    /** The same for a document that has been parsed. */
    public Checked<Journey> check(JourneyDocument document, int version, Catalogue templates) {
        return check(document.toJson(), version, templates);
    }
}
