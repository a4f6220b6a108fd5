package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.service.access.Caller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of the documents in force, by their paths.
 *
 * @param folders of all kinds of documents
 * @param revision of the log; pages of one revision are of one state
 * @param next cursor of the following page; null at the end
 */
record BundleFiles(
        List<String> folders,
        long revision,
        List<BundleDocument> items,
        @Nullable String next) {
    /** Characters on a page, unless a single document has more. */
    private static final int MOST = 1 << 20;

    /**
     * A document.
     *
     * @param text in force, as its author wrote it, as YAML otherwise; null where none is in force
     * @param note why there is none, or what there is beside it; null for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BundleDocument(
            String path, @Nullable String text, @Nullable String note) {}

    /** @param cursor of the page; null for the first */
    static BundleFiles of(LogSnapshot snapshot, @Nullable String cursor, Caller caller) {
        List<Definition> rest = definitions(snapshot)
                .filter(definition -> cursor == null || path(definition).compareTo(cursor) > 0)
                .filter(definition -> DefinitionShops.isVisible(definition, caller))
                .sorted(Comparator.comparing(BundleFiles::path))
                .toList();
        List<List<BundleDocument>> page = page(rest, definition -> files(definition, caller));
        String next = page.size() < rest.size() ? path(rest.get(page.size() - 1)) : null;
        List<BundleDocument> items = page.stream().flatMap(List::stream).toList();
        return new BundleFiles(BundleFolder.labels(), snapshot.all().revision(), items, next);
    }

    private static Stream<Definition> definitions(LogSnapshot snapshot) {
        return Stream.of(BundleFolder.values())
                .flatMap(folder ->
                        snapshot.all().list(folder.kind()).stream().filter(definition -> folder.has(definition.key())));
    }

    private static String path(Definition definition) {
        return BundleFolder.of(definition.key()).orElseThrow().path(definition.key());
    }

    /** Writes no document that is not on the page, but for the first of the next. */
    static List<List<BundleDocument>> page(List<Definition> rest, Function<Definition, List<BundleDocument>> written) {
        List<List<BundleDocument>> page = new ArrayList<>();
        int length = 0;
        for (Definition definition : rest) {
            List<BundleDocument> files = written.apply(definition);
            for (BundleDocument file : files) {
                length += Objects.requireNonNullElse(file.text(), "").length();
            }
            if (!page.isEmpty() && length > MOST) {
                return page;
            }
            page.add(files);
        }
        return page;
    }

    /** One file, but of tests each has its own. */
    private static List<BundleDocument> files(Definition definition, Caller caller) {
        return DefinitionKey.journeyOfTests(definition.key()) == null
                ? List.of(file(definition, caller))
                : TestFiles.of(definition).entrySet().stream()
                        .map(test -> new BundleDocument(test.getKey(), test.getValue(), null))
                        .toList();
    }

    private static BundleDocument file(Definition definition, Caller caller) {
        String path = path(definition);
        Document document = text(definition);
        return document == null || !DefinitionShops.isVisible(document, caller)
                ? new BundleDocument(path, null, note(definition))
                : new BundleDocument(
                        path, DocumentForm.yaml(document), hasOther(definition) ? "has a draft beside it" : null);
    }

    /** A campaign has one text: what was launched is its history. */
    private static boolean hasOther(Definition definition) {
        return definition.key().kind() != Kind.CAMPAIGN && definition.draftDiffers();
    }

    /** The text in force; of a journey with the newest comments, which a draft that says the same has. */
    private static @Nullable Document text(Definition definition) {
        Document inForce = BundlePlan.inForce(definition);
        return inForce == null || definition.draftDiffers() || definition.document() == null
                ? inForce
                : definition.document();
    }

    private static String note(Definition definition) {
        return definition.stage() == Stage.ARCHIVED ? "is archived" : "is a draft that was never published";
    }
}
