package dev.vestnik.standalone.check;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file with a document.
 *
 * @param path below the directory that is checked
 * @param name the file's without its ending: the document's id
 */
record DocumentFile(Path path, String name, String text) {
    private static final Pattern NAME = Pattern.compile("(.+)\\.(?:yml|yaml|json)");

    /** The documents in a folder of this directory, by name; none where there is no such folder. */
    static List<DocumentFile> in(Path directory, String folder) {
        Path path = directory.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> Files.isRegularFile(file))
                    .sorted()
                    .flatMap(file -> read(directory, file).stream())
                    .toList();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The names of the folders in a folder of this directory. */
    static List<String> folders(Path directory, String folder) {
        Path path = directory.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isDirectory)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Empty for a file whose name is none of a document. */
    private static Optional<DocumentFile> read(Path directory, Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DocumentFile(directory.relativize(file), name.group(1), Files.readString(file)));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static CommandFailedException unreadable(Path path, IOException cause) {
        return new CommandFailedException(path + " cannot be read: " + cause.getMessage(), cause);
    }
}
