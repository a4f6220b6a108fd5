package dev.vestnik.system.engines;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A version of Vestnik that can be run.
 *
 * @param classPath of all services
 */
record Build(String name, String classPath) {

    /** The one under test. */
    static Build current() {
        return new Build("new", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }

    /** A checkout of another version, packaged. */
    static Build in(Path checkout) {
        Path target = checkout.resolve("standalone/target").toAbsolutePath();
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IllegalArgumentException(
                    "not packaged: " + checkout + "; run mvn -DskipTests -pl standalone -am package there");
        }
        return new Build("old", target.resolve("classes") + ":" + target.resolve("lib") + "/*");
    }
}
