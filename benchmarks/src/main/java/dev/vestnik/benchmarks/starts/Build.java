package dev.vestnik.benchmarks.starts;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A version of Vestnik that can be run.
 *
 * @param name also the prefix of its topics: versions share a broker and nothing else
 * @param classPath of all services together, as {@code standalone} has it; jars only, as a cache of classes wants it
 * @param cached whether it starts with a cache of the classes that an earlier start loaded, as the images do
 */
record Build(String name, String classPath, boolean cached) {

    /** @throws IllegalArgumentException when the checkout is not packaged */
    static Build in(Path checkout, String name) {
        Path target = checkout.resolve("standalone/target").toAbsolutePath().normalize();
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IllegalArgumentException(
                    checkout + " is not packaged; there, run: mvn -DskipTests -pl standalone -am package");
        }
        return new Build(name, jar(target) + File.pathSeparator + target.resolve("lib") + File.separator + "*", false);
    }

    /** The same with a cache of classes. */
    Build withCache(String itsName) {
        return new Build(itsName, classPath, true);
    }

    private static Path jar(Path target) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "standalone-*.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The checkout that this code was built in: its directory is that of {@code benchmarks/target/classes}. */
    static Path thisCheckout() {
        try {
            return Path.of(Build.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve("../../..");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path that is no path", e);
        }
    }
}
