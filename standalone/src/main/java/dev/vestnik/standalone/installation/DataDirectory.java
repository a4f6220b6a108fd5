package dev.vestnik.standalone.installation;

import dev.vestnik.standalone.CommandFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Where an installation keeps everything: Kafka's logs, the registry, engine state, keys, the sandbox's ledger, log files. */
public record DataDirectory(Path root) {

    /** @throws CommandFailedException when it cannot be made or written */
    public static DataDirectory at(Path root) {
        try {
            Files.createDirectories(root);
            if (!Files.isWritable(root)) {
                throw new CommandFailedException("cannot write to the data directory " + root);
            }
            return new DataDirectory(root.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new CommandFailedException("cannot make the data directory " + root + ": " + e.getMessage(), e);
        }
    }

    /** @throws CommandFailedException when less is free; a broker that starts on a full disk dies of a fault in memory access */
    public DataDirectory requireFree(long megabytes) {
        long free = root.toFile().getUsableSpace() >> 20;
        if (free < megabytes) {
            throw new CommandFailedException(
                    "only %d MB are free in %s: make room, at least %d MB".formatted(free, root, megabytes));
        }
        return this;
    }

    /** A directory in it, made if missing. */
    public Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new CommandFailedException("cannot make " + root.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** The key with every role, made on first use, in {@code api-key}. */
    public String apiKey() {
        return secret("api-key");
    }

    /** A secret that stays the same between runs, made on first use; only its owner can read the file. */
    public String secret(String name) {
        Path file = root.resolve(name);
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file).strip();
                if (!kept.isEmpty()) {
                    return kept;
                }
            }
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            String made = HexFormat.of().formatHex(random);
            Files.writeString(file, made + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return made;
        } catch (IOException e) {
            throw new CommandFailedException("cannot keep a secret in " + file + ": " + e.getMessage(), e);
        }
    }

    /** SHA-256 of a secret, in hexadecimal: what the services know of a key. */
    public static String sha256(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
