package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.template.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The template of a message step as its document has it: the name of one, or an expression that chooses among some.
 *
 * @param named empty where an expression chooses
 * @param choice null where there is a name
 * @param known those that there are
 */
record TemplateNames(String named, Manner.@Nullable Choice choice, List<Template> known) {
    private static final int MOST = 20;

    static TemplateNames read(StepReading reading, Place place) {
        return place.isMap() ? chosen(reading, place) : named(reading, place);
    }

    private static TemplateNames named(StepReading reading, Place place) {
        List<Template> known = new ArrayList<>();
        String id = template(reading, place, known);
        return new TemplateNames(id == null ? "" : id, null, known);
    }

    private static TemplateNames chosen(StepReading reading, Place place) {
        place.only(List.of("of", "among"));
        Place list = place.at("among");
        List<Place> elements = list.required() ? list.elements() : List.of();
        if (list.isList() && (elements.isEmpty() || elements.size() > MOST)) {
            list.fault("must be 1-" + MOST + " templates");
        }
        List<Template> known = new ArrayList<>();
        List<String> among = new ArrayList<>();
        for (Place one : elements) {
            String id = template(reading, one, known);
            if (id != null && among.contains(id)) {
                one.fault("is there twice");
            } else if (id != null) {
                among.add(id);
            }
        }
        Expression of = place.at("of").required() ? reading.text(place.at("of"), "no such message is sent then") : null;
        return new TemplateNames("", of == null ? null : new Manner.Choice(of, among), known);
    }

    private static @Nullable String template(StepReading reading, Place place, List<Template> known) {
        String id = place.requiredText();
        Template template = id == null ? null : reading.template(place, id);
        if (template != null) {
            known.add(template);
        }
        return id;
    }
}
