package dev.vestnik.standalone.documents;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents under a directory: {@code FOLDER/ID.yml}, {@code .yaml} or {@code .json}. */
final class DocumentDirectory {
    private static final Pattern ENDING = Pattern.compile("\\.(yml|yaml|json)$");
    private static final Pattern FROM_ENGINE = Pattern.compile("[a-z]+/[a-z0-9.-]+\\.yml");

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

    /** The texts of the documents in these folders, by their paths. */
    Map<String, String> read(List<String> folders) {
        Map<String, String> texts = new TreeMap<>();
        for (String folder : folders) {
            for (Path file : files(root.resolve(folder))) {
                texts.put(folder + "/" + file.getFileName(), text(file));
            }
        }
        return texts;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> ENDING.matcher(file.toString()).find() && Files.isRegularFile(file))
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
        Path file = existing(name(path) + ".yaml").orElse(root.resolve(path));
        try {
            if (Files.exists(file) && text(file).equals(text)) {
                return Pulled.AS_IT_WAS;
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return Pulled.WRITTEN;
        } catch (IOException e) {
            throw new CommandFailedException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Optional<Path> existing(String path) {
        return Optional.of(root.resolve(path)).filter(Files::exists);
    }
}
