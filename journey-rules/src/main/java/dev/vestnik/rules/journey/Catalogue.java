package dev.vestnik.rules.journey;

import dev.vestnik.rules.template.Template;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The templates that a journey can use. */
public interface Catalogue {
    @Nullable
    Template template(String id);

    Set<String> ids();

    /** The offers that there are; null where any name will do. */
    default @Nullable Set<String> offers() {
        return null;
    }

    /** Why a template that is there cannot be used now; null where it can, or where there is none. */
    default @Nullable String broken(String id) {
        return null;
    }

    static Catalogue of(Map<String, Template> templates) {
        Map<String, Template> copy = Map.copyOf(templates);
        return new Catalogue() {
            @Override
            public @Nullable Template template(String id) {
                return copy.get(id);
            }

            @Override
            public Set<String> ids() {
                return copy.keySet();
            }
        };
    }
}
