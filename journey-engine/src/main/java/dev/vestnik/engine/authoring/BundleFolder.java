package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The folders of a bundle: one for each kind of documents, in the order in which they need each other. */
enum BundleFolder {
    TEMPLATES("templates", Kind.TEMPLATE),
    SETTINGS("settings", Kind.SETTING),
    OFFERS("offers", Kind.OFFER),
    JOURNEYS("journeys", Kind.JOURNEY);

    private final String label;
    private final Kind kind;

    BundleFolder(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    DefinitionKey key(String id) {
        return new DefinitionKey(kind, id);
    }

    /** The file of a definition that is in no bundle. */
    String path(String id) {
        return label + "/" + id + ".yml";
    }

    static Optional<BundleFolder> of(String label) {
        return Arrays.stream(values())
                .filter(folder -> folder.label.equals(label))
                .findFirst();
    }

    static BundleFolder of(Kind kind) {
        return Arrays.stream(values())
                .filter(folder -> folder.kind == kind)
                .findFirst()
                .orElseThrow();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(BundleFolder::label).toList();
    }
}
