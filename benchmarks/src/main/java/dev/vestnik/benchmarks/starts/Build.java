package dev.vestnik.benchmarks.starts;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A version of Vestnik that can be run.
 *
 * @param name also the prefix of its topics: versions share a broker and nothing else
 * @param classPath of all services together, as {@code standalone} has it
 */
record Build(String name, String classPath) {

    /** @throws IllegalArgumentException when the checkout is not packaged */
    static Build in(Path checkout, String name) {
        Path target = checkout.resolve("standalone/target").toAbsolutePath().normalize();
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IllegalArgumentException(
                    checkout + " is not packaged; there, run: mvn -DskipTests -pl standalone -am package");
        }
        return new Build(
                name, target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*");
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
