package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.document.DocumentText;
import org.jspecify.annotations.Nullable;

/**
 * A document to be saved.
 *
 * @param json its canonical form
 * @param source the text as its author wrote it, where that was YAML
 */
record Written(String json, @Nullable String source) {

    /** A document that the caller sent as this text. */
    static Written of(String json, String text) {
        return new Written(json, DocumentText.source(text));
    }

    static Written of(Document document) {
        return new Written(document.json(), document.source());
    }

    /** Whether it says what is there already. The same as JSON takes no comments away. */
    boolean isSaid(@Nullable Document there) {
        return there != null && there.json().equals(json) && (source == null || source.equals(there.source()));
    }
}
