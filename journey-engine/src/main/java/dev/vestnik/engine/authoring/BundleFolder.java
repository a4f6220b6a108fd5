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
    SEGMENTS("segments", Kind.SEGMENT),
    JOURNEYS("journeys", Kind.JOURNEY),
    /** A bundle saves campaigns, and launches none. */
    CAMPAIGNS("campaigns", Kind.CAMPAIGN),
    /** The folders of journeys, each with its tests, which the log has as one document. */
    TESTS("tests", Kind.SETTING),
    /** The documents that packs brought. */
    PACKS("packs", Kind.SETTING);

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

    /** The definition of this id; of tests that of their journey's. */
    DefinitionKey key(String id) {
        return switch (this) {
            case TESTS -> DefinitionKey.testsOf(id);
            case PACKS -> DefinitionKey.pack(id);
            case TEMPLATES, SETTINGS, OFFERS, SEGMENTS, JOURNEYS, CAMPAIGNS -> new DefinitionKey(kind, id);
        };
    }

    /** Whether the definition is one of this folder's. */
    boolean has(DefinitionKey key) {
        return key.kind() == kind
                && switch (this) {
                    case SETTINGS -> key.equals(DefinitionKey.SHOP_SETTINGS);
                    case TESTS -> DefinitionKey.journeyOfTests(key) != null;
                    case PACKS -> DefinitionKey.nameOfPack(key) != null;
                    case TEMPLATES, OFFERS, SEGMENTS, JOURNEYS, CAMPAIGNS -> true;
                };
    }

    /** The file of a definition that is in no bundle; of tests their folder. */
    String path(DefinitionKey key) {
        return switch (this) {
            case TESTS -> label + "/" + DefinitionKey.journeyOfTests(key);
            case PACKS -> label + "/" + DefinitionKey.nameOfPack(key) + ".yml";
            case TEMPLATES, SETTINGS, OFFERS, SEGMENTS, JOURNEYS, CAMPAIGNS -> label + "/" + key.id() + ".yml";
        };
    }

    static Optional<BundleFolder> of(String label) {
        return Arrays.stream(values())
                .filter(folder -> folder.label.equals(label))
                .findFirst();
    }

    /** Empty for a definition that is no document of people's. */
    static Optional<BundleFolder> of(DefinitionKey key) {
        return Arrays.stream(values()).filter(folder -> folder.has(key)).findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(BundleFolder::label).toList();
    }
}
