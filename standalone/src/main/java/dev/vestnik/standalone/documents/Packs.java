package dev.vestnik.standalone.documents;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ./vestnik packs}: the ready scenarios that come with the product. */
public final class Packs {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    private final PrintStream out;
    private final Path root;

    /** @param root has a folder for each pack */
    public Packs(PrintStream out, Path root) {
        this.out = out;
        this.root = root;
    }

    public int list() {
        for (String name : names()) {
            Pack pack = pack(name);
            out.printf("%-18s %s%n", name, pack.what());
        }
        return Documents.DONE;
    }

    /** Tells what is in a pack, and what it asks. */
    public int show(String name) {
        Pack pack = pack(name);
        out.printf("%s: %s%n%s%nscenarios %s%n", name, pack.title(), pack.what(), String.join(", ", pack.scenarios()));
        pack.documents().keySet().forEach(path -> out.printf("  %s%n", path));
        for (Pack.Setting setting : pack.settings()) {
            String otherwise = setting.otherwise();
            String rest = otherwise != null ? ", else " + otherwise : setting.optional() ? ", if there is one" : "";
            out.printf("--set %s=...  %s%s%n", setting.name(), setting.asks(), rest);
        }
        out.printf("pictures of its journeys: %s%n", root.resolve(name).resolve("README.md"));
        return Documents.DONE;
    }

    /** @param engine the address of the engine */
    public PackInstallation installation(String name, String engine, String key) {
        return new PackInstallation(out, pack(name), engine, key);
    }

    private Pack pack(String name) {
        if (!NAME.matcher(name).matches()
                || !Files.isRegularFile(root.resolve(name).resolve("pack.yml"))) {
            throw new CommandFailedException("there is no pack " + name + "; there are " + String.join(", ", names()));
        }
        return Pack.read(root.resolve(name));
    }

    private List<String> names() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pack.yml")))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailedException("there are no packs in " + root, e);
        }
    }
}
