package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.condition.Variable;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.document.ShopList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks and compiles segments; thread-safe, built once. */
public final class SegmentCompiler {
    private static final List<String> KEYS = List.of("id", "description", "shops", "counters", "if");
    private static final String OF_SEGMENTS = "segment/";
    private static final String SEGMENTS = "customer.segments";

    private final Expressions expressions;

    public SegmentCompiler(Expressions expressions) {
        this.expressions = expressions;
    }

    /** Compiles JSON or YAML, or says all that is wrong with it. */
    public Checked<SegmentDocument> check(String text) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        Segment segment = root == null ? null : read(root.only(KEYS));
        return faults.of(
                root == null || segment == null ? null : new SegmentDocument(DocumentText.json(root), segment));
    }

    private @Nullable Segment read(Place root) {
        String id = root.at("id").requiredText();
        if (id != null && !DocumentId.isValid(id)) {
            root.at("id").fault("must be " + DocumentId.RULE);
        }
        root.at("description").text();
        Set<String> shops = ShopList.read(root.at("shops"));
        CounterReader counters =
                new CounterReader(OF_SEGMENTS + id, new Conditions(expressions)).read(root.at("counters"));
        Expression condition = condition(root.at("if"), counters);
        return id == null || condition == null ? null : new Segment(id, shops, condition, counters.counters());
    }

    private @Nullable Expression condition(Place place, CounterReader counters) {
        if (place.requiredText() == null) {
            return null;
        }
        Expression condition = new Conditions(expressions, counters.names()).condition(place, Scope.ofEvents(Set.of()));
        if (condition != null && condition.reads(Variable.EVENT)) {
            place.fault("looks at an event: a segment is asked when nothing happens; count events with counters");
        }
        if (condition != null && asksForSegment(condition)) {
            place.fault("asks for a segment: a segment is made of the customer alone");
        }
        return condition;
    }

    private static boolean asksForSegment(Expression condition) {
        return condition.paths().stream().anyMatch(path -> path.equals(SEGMENTS) || path.startsWith(SEGMENTS + "."));
    }
}
