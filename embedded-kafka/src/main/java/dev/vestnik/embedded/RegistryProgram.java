package dev.vestnik.embedded;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The registry's program, which travels inside this module's jar and is unpacked once per machine, user and version. */
final class RegistryProgram {

    private RegistryProgram() {}

    /** The unpacked program's directory. Processes that ask at the same time wait for the one that unpacks. */
    static synchronized Path in(Path directory) throws IOException {
        var program = directory.resolve("apicurio-registry-" + version());
        if (!Files.isDirectory(program)) {
            Files.createDirectories(directory);
            try (var channel = FileChannel.open(
                            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                unpack(program);
            }
        }
        return program;
    }

    /**
     * Unpacks the program. A directory under the final name is complete: the one that an interrupted run left has another.
     */
    private static void unpack(Path program) throws IOException {
        if (Files.isDirectory(program)) {
            return;
        }
        var partial = program.resolveSibling(program.getFileName() + ".partial");
        delete(partial);
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(resource("registry.tar.gz")), 1 << 16))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = entry.resolveIn(partial);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                }
            }
        }
        Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String version() throws IOException {
        try (var stream = resource("registry.properties")) {
            var properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        }
    }

    private static InputStream resource(String name) throws IOException {
        var stream = RegistryProgram.class.getResourceAsStream(name);
        if (stream == null) {
            throw new FileNotFoundException(name + " is missing in this module's jar");
        }
        return stream;
    }
}
