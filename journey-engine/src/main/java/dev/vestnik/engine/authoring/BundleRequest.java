package dev.vestnik.engine.authoring;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Definitions.InFlight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are to come into force together.
 *
 * @param inFlight what happens to those who are in older versions of its journeys
 * @param dryRun only say what it would do
 */
record BundleRequest(List<BundleFile> files, InFlight inFlight, boolean dryRun) {
    BundleRequest {
        files = List.copyOf(files);
    }

    static BundleRequest read(@Nullable String text) {
        JsonBody body = JsonBody.object(text);
        BundleRequest request = new BundleRequest(
                files(body),
                body.choice("inFlight", PublishRequest.CHOICES).orElse(InFlight.KEEP),
                body.flag("dryRun", false));
        body.close();
        return request;
    }

    /** The name of the call in the audit trail. */
    String inWords() {
        return (dryRun ? "dry run: " : "")
                + files.stream().map(BundleFile::path).collect(Collectors.joining(", "));
    }

    private static List<BundleFile> files(JsonBody body) {
        List<BundleFile> files = new ArrayList<>();
        Set<DefinitionKey> keys = new HashSet<>();
        for (JsonBody one : body.each("documents")) {
            Optional<BundleFile> file = BundleFile.of(one.text("path"), one.text("text"));
            one.unknown();
            if (file.isEmpty()) {
                one.fault(
                        "path",
                        "must be FOLDER/ID.yml with a folder of " + String.join(", ", BundleFolder.labels())
                                + " and an id of 1-100 small letters, digits, dots and dashes; of settings it is settings/shop.yml, of tests tests/JOURNEY/NAME.yml");
            } else if (file.get().folder() != BundleFolder.TESTS
                    && !keys.add(file.get().key())) {
                one.fault("path", "is a second document of " + file.get().key());
            }
            file.ifPresent(files::add);
        }
        return files;
    }
}
