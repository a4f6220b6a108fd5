package dev.vestnik.standalone.documents;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Installs a pack, or what is new in it. Of each document three texts count: what the pack said at the last installation, what the shop
 * has, what the pack says now. What the shop has changed stays as it is.
 */
public final class PackInstallation {
    private static final String SETTINGS = "settings/shop";

    private final PrintStream out;
    private final Pack pack;
    private final String engine;
    private final String key;

    PackInstallation(PrintStream out, Pack pack, String engine, String key) {
        this.out = out;
        this.pack = pack;
        this.engine = engine;
        this.key = key;
    }

    /** The fate of a document of the pack. */
    private enum Fate {
        COMES,
        IS_THERE,
        /** The shop has changed or removed it; the pack says what it said then. */
        STAYS,
        /** The shop has changed or removed it, and the pack says something else now. */
        IN_CONFLICT
    }

    /**
     * Shows what would change, asks, and brings all of it into force or nothing.
     *
     * @param asker asks a person for a setting; answers null where nobody is there
     * @param consent asked once the plan was shown
     */
    public int run(PackWishes wishes, Function<String, @Nullable String> asker, BooleanSupplier consent)
            throws InterruptedException {
        try (BundleClient client = new BundleClient(engine, key)) {
            Map<String, String> inForce = client.documents().inForce();
            String settings = new PackSettings(wishes.settings(), asker).filled(pack.settings(), inForce.get(SETTINGS));
            Map<String, String> coming = coming(client, inForce, wishes);
            if (settings != null) {
                coming.put(SETTINGS + ".yml", settings);
            }
            remember(coming, inForce);
            return new Publication(out, client).carriedOut(coming, "keep", consent);
        }
    }

    private Map<String, String> coming(BundleClient client, Map<String, String> inForce, PackWishes wishes)
            throws InterruptedException {
        PackMemory memory = PackMemory.read(inForce.get(DocumentDirectory.name(PackMemory.path(pack.name()))));
        Map<String, String> coming = new TreeMap<>();
        Map<String, String> conflicts = new TreeMap<>();
        pack.documents().forEach((path, text) -> {
            Fate fate = fate(path, text, inForce.get(DocumentWording.identity(path, text)), memory);
            if (fate == Fate.COMES || fate != Fate.IS_THERE && wishes.taken().contains(path)) {
                coming.put(path, text);
            } else if (fate == Fate.STAYS) {
                out.printf("%s is yours and stays as it is%n", path);
            } else if (fate == Fate.IN_CONFLICT) {
                conflicts.put(path, text);
            }
        });
        show(client, conflicts);
        memory.marks().keySet().stream()
                .filter(path -> !pack.documents().containsKey(path))
                .sorted()
                .forEach(path -> out.printf("%s is no longer in the pack and is left alone%n", path));
        return coming;
    }

    private static Fate fate(String path, String text, @Nullable String there, PackMemory memory) {
        if (there == null) {
            return !memory.knows(path) ? Fate.COMES : memory.said(path, text) ? Fate.STAYS : Fate.IN_CONFLICT;
        }
        if (DocumentWording.same(path, there, text)) {
            return Fate.IS_THERE;
        }
        if (memory.said(path, there)) {
            return Fate.COMES;
        }
        return memory.said(path, text) ? Fate.STAYS : Fate.IN_CONFLICT;
    }

    /** Nothing is done with them: the engine is asked where they differ. */
    private void show(BundleClient client, Map<String, String> conflicts) throws InterruptedException {
        if (conflicts.isEmpty()) {
            return;
        }
        conflicts
                .keySet()
                .forEach(path -> out.printf(
                        "%s: yours and the pack's have both changed; yours stays, --take %s takes the pack's%n",
                        path, path));
        if (client.plan(conflicts, "keep") instanceof BundleClient.Accepted accepted) {
            out.println("to take all of these would change:");
            new PlanText(out).plan(accepted.plan());
            out.println("what is installed:");
        }
    }

    /** Marks the pack's present content as seen, also where the shop's stays. */
    private void remember(Map<String, String> coming, Map<String, String> inForce) {
        String path = PackMemory.path(pack.name());
        String memory = PackMemory.of(pack.documents()).text(pack.name());
        String before = inForce.get(DocumentDirectory.name(path));
        if (before == null || !DocumentWording.same(path, before, memory)) {
            coming.put(path, memory);
        }
    }
}
