package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.template.Template;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The templates and offers that a journey can use now, and why it cannot use other templates. */
record PublishedTemplates(Definitions definitions) implements Catalogue {
    static Catalogue of(Definitions definitions) {
        return new PublishedTemplates(definitions);
    }

    @Override
    public @Nullable Template template(String id) {
        return definitions.template(id);
    }

    @Override
    public Set<String> ids() {
        return definitions.templates().keySet();
    }

    @Override
    public Set<String> offers() {
        return definitions.offers().keySet();
    }

    @Override
    public @Nullable String broken(String id) {
        return definitions.brokenTemplate(id);
    }
}
