package dev.vestnik.embedded;

import java.nio.file.Path;

/**
 * Where an {@link EmbeddedRegistry} keeps its schemas and listens (always on 127.0.0.1).
 *
 * @param dataDirectory the registry's database and log, kept between runs
 * @param programDirectory where the program is unpacked once (170 MB), shared by every run of this user
 * @param port 0 picks a free one at the first start
 */
public record RegistrySettings(Path dataDirectory, Path programDirectory, int port) {

    public RegistrySettings {
        Port.require("port", port);
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        programDirectory = programDirectory.toAbsolutePath().normalize();
    }

    /** A free port, the program in the user's cache directory. */
    public static RegistrySettings in(Path dataDirectory) {
        return new RegistrySettings(dataDirectory, Path.of(System.getProperty("user.home"), ".cache", "vestnik"), 0);
    }

    public RegistrySettings withPort(int port) {
        return new RegistrySettings(dataDirectory, programDirectory, port);
    }

    public RegistrySettings withProgramDirectory(Path programDirectory) {
        return new RegistrySettings(dataDirectory, programDirectory, port);
    }
}
