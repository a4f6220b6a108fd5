package dev.vestnik.standalone.documents;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents under a directory: {@code FOLDER/ID.yml}, {@code .yaml} or {@code .json}. */
final class DocumentDirectory {
    private static final Pattern ENDING = Pattern.compile("\\.(yml|yaml|json)$");
    private static final Pattern FROM_ENGINE =
            Pattern.compile("(?:[a-z]+/[a-z0-9.-]+|tests/[a-z0-9.-]+/[\\p{L}\\p{N}-]+)\\.yml");

    private final Path root;

    DocumentDirectory(Path root) {
        this.root = root;
    }

    /** The fate of a document that was pulled. */
    enum Pulled {
        WRITTEN,
        AS_IT_WAS,
        /** A JSON file of that id is there, which holds no comments. */
        LEFT
    }

    /** A path without its ending: it names the definition. */
    static String name(String path) {
        return ENDING.matcher(path).replaceFirst("");
    }

    /**
     * The files of a directory.
     *
     * @param texts of the documents, by their paths
     * @param others paths in the folders of documents that name none
     */
    record Content(Map<String, String> texts, List<String> others) {}

    /**
     * The files in these folders, without hidden ones.
     *
     * @throws CommandFailedException where there is no document at all: the directory is hardly the one that is meant
     */
    Content read(List<String> folders) {
        if (!Files.isDirectory(root)) {
            throw new CommandFailedException("there is no directory " + root);
        }
        Map<String, String> texts = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (String folder : folders) {
            read(folder, texts, others);
        }
        if (texts.isEmpty()) {
            throw new CommandFailedException("there is no document in " + root
                    + ": they are files FOLDER/ID.yml there, with a folder of " + String.join(", ", folders));
        }
        return new Content(texts, others);
    }

    /** The tests of each journey are in a folder of their own. */
    private void read(String folder, Map<String, String> texts, List<String> others) {
        for (Path file : entries(root.resolve(folder))) {
            String path = folder + "/" + file.getFileName();
            boolean inFolders = folder.equals(DocumentWording.TESTS);
            if (inFolders && Files.isDirectory(file)) {
                read(path, texts, others);
            } else if (!inFolders && isDocument(file)) {
                texts.put(path, text(file));
            } else {
                others.add(path);
            }
        }
    }

    private static boolean isDocument(Path file) {
        return ENDING.matcher(file.toString()).find() && Files.isRegularFile(file);
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** With the line ends that documents have, whatever a check-out has made of them. */
    private static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new CommandFailedException(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a document of the engine.
     *
     * @param path with the ending {@code .yml}; where the definition has a file with {@code .yaml} it is that
     */
    Pulled write(String path, String text) {
        if (!FROM_ENGINE.matcher(path).matches()) {
            throw new CommandFailedException("the engine names a file " + path + ", which is none");
        }
        if (Files.exists(root.resolve(name(path) + ".json"))) {
            return Pulled.LEFT;
        }
        Path file = DocumentWording.isTest(path)
                ? test(path, text)
                : existing(name(path) + ".yaml").orElse(root.resolve(path));
        try {
            if (Files.exists(file)
                    && (text(file).equals(text)
                            || DocumentWording.isTest(path) && DocumentWording.same(path, text(file), text))) {
                return Pulled.AS_IT_WAS;
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return Pulled.WRITTEN;
        } catch (IOException e) {
            throw new CommandFailedException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The file that has the test of this name, else one that is not there yet. */
    private Path test(String path, String text) {
        Path wanted = root.resolve(path);
        String identity = DocumentWording.identity(path, text);
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        for (Path file : entries(root.resolve(folder))) {
            if (isDocument(file)
                    && DocumentWording.identity(folder + file.getFileName(), text(file))
                            .equals(identity)) {
                return file;
            }
        }
        Path free = wanted;
        for (int i = 2; Files.exists(free); i++) {
            free = root.resolve(name(path) + "-" + i + ".yml");
        }
        return free;
    }

    private Optional<Path> existing(String path) {
        return Optional.of(root.resolve(path)).filter(Files::exists);
    }
}
