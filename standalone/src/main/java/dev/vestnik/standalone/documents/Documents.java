package dev.vestnik.standalone.documents;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * {@code ./vestnik pull DIR}, {@code diff DIR}, {@code apply DIR}. A document that is not in the directory is left alone; what is sent is
 * what differs.
 */
public final class Documents {
    /** Nothing to do, or done. */
    public static final int DONE = 0;
    /** There are faults, or somebody else was faster: nothing was changed. */
    public static final int FAULTS = 1;
    /** There are differences. */
    public static final int DIFFERENCES = 2;

    private final PrintStream out;
    private final String engine;
    private final String key;
    private final DocumentDirectory directory;

    /** @param engine the address of the engine */
    public Documents(PrintStream out, String engine, String key, Path directory) {
        this.out = out;
        this.engine = engine;
        this.key = key;
        this.directory = new DocumentDirectory(directory);
    }

    /** Fetches what is in force into the directory. */
    public int pull() throws InterruptedException {
        int written = 0;
        List<BundleClient.Document> documents = documents().documents();
        for (BundleClient.Document document : documents) {
            String content = document.text();
            if (document.note() != null) {
                out.printf("%s %s: that is not pulled%n", document.path(), document.note());
            }
            if (content != null && pulled(document.path(), content)) {
                written++;
            }
        }
        out.printf(
                "%d written, %d documents in force%n",
                written,
                documents.stream().filter(document -> document.text() != null).count());
        return DONE;
    }

    private boolean pulled(String path, String content) {
        return switch (directory.write(path, content)) {
            case WRITTEN -> {
                out.println(path);
                yield true;
            }
            case AS_IT_WAS -> false;
            case LEFT -> {
                out.printf("%s.json is there and is left as it is%n", DocumentDirectory.name(path));
                yield false;
            }
        };
    }

    private BundleClient.Engine documents() throws InterruptedException {
        try (BundleClient client = new BundleClient(engine, key)) {
            return client.documents();
        }
    }

    /** Says what {@link #apply} would do with the same {@code inFlight}. */
    public int diff(String inFlight) throws InterruptedException {
        try (BundleClient client = new BundleClient(engine, key)) {
            Map<String, String> differing = differing(client.documents());
            return switch (new Publication(out, client).planned(differing, inFlight)) {
                case null -> DONE;
                case BundleClient.Refused refused -> FAULTS;
                case BundleClient.Accepted accepted -> DIFFERENCES;
            };
        }
    }

    /**
     * Brings the engine in line with the directory, all of it or nothing.
     *
     * @param inFlight keep, migrate or exit: the fate of those who are in older versions of journeys
     * @param consent asked once the plan was shown
     */
    public int apply(String inFlight, BooleanSupplier consent) throws InterruptedException {
        try (BundleClient client = new BundleClient(engine, key)) {
            return new Publication(out, client).carriedOut(differing(client.documents()), inFlight, consent);
        }
    }

    /** The files of the directory that differ from the engine's, by path. */
    private Map<String, String> differing(BundleClient.Engine there) {
        Map<String, String> inForce = there.inForce();
        DocumentDirectory.Content content = directory.read(there.folders());
        content.others().forEach(path -> out.printf("%s is no document, and is passed over%n", path));
        Map<String, String> here = content.texts();
        Set<String> names = names(here);
        Map<String, String> differing = new TreeMap<>();
        here.forEach((path, said) -> {
            String other = inForce.get(DocumentWording.identity(path, said));
            if (other == null || !DocumentWording.same(path, other, said)) {
                differing.put(path, said);
            }
        });
        inForce.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(path -> out.printf("%s is in the engine alone and is left alone%n", path));
        return differing;
    }

    private static Set<String> names(Map<String, String> documents) {
        Set<String> names = new HashSet<>();
        List<String> twice = new ArrayList<>();
        documents.forEach((path, text) -> {
            if (!names.add(DocumentWording.identity(path, text))) {
                twice.add(path);
            }
        });
        if (!twice.isEmpty()) {
            throw new CommandFailedException(
                    "more than one file of the same id: " + String.join(", ", twice) + "; remove one of each");
        }
        return names;
    }
}
