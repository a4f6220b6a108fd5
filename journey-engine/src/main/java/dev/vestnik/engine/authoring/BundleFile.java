package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of a bundle.
 *
 * @param path as its author calls it: {@code journeys/abandoned-cart.yml}, {@code tests/abandoned-cart/purchase.yml}
 * @param key of the definition that the path names
 */
record BundleFile(String path, BundleFolder folder, DefinitionKey key, String text) {
    private static final Pattern PATH =
            Pattern.compile("([a-z]{1,20})/([^/]{1,100}?)(?:/([^/]{1,100}))?\\.(?:yml|yaml|json)");

    /** Empty where the path names no definition. */
    static Optional<BundleFile> of(String path, String text) {
        Matcher parts = PATH.matcher(path);
        return parts.matches() && DocumentId.isValid(parts.group(2))
                ? BundleFolder.of(parts.group(1))
                        .filter(folder -> (folder == BundleFolder.TESTS) == (parts.group(3) != null))
                        .map(folder -> new BundleFile(path, folder, folder.key(parts.group(2)), text))
                        .filter(BundleFile::isDocument)
                : Optional.empty();
    }

    /** There is one document of settings. */
    private static boolean isDocument(BundleFile file) {
        return file.folder() != BundleFolder.SETTINGS || file.key().equals(DefinitionKey.SHOP_SETTINGS);
    }

    /** The document's id; of a test the journey's. */
    String id() {
        Matcher parts = PATH.matcher(path);
        return parts.matches() ? parts.group(2) : "";
    }

    /** The file's name without its ending. */
    String stem() {
        return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    }

    /** A fault of this document, as one of the bundle. */
    Fault located(Fault fault) {
        return new Fault(path + "#" + fault.path(), fault.problem());
    }

    Fault fault(String problem) {
        return located(new Fault("", problem));
    }

    Warning located(Warning warning) {
        return new Warning(path + "#" + warning.path(), warning.problem(), warning.remedy());
    }
}
