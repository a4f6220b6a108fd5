package dev.vestnik.standalone.installation;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The directory of an installation: Kafka's logs, the registry, engine state, keys, the sandbox's ledger, log files. Other users of the
 * machine can read none of it.
 */
public record DataDirectory(Path root) {
    /** The names that belong to Vestnik; other files in the same place are left alone. */
    private static final List<String> OURS = List.of(
            "api-key",
            "keys.yml",
            "report-secret",
            "link-secret",
            "vapid.json",
            "send",
            "config",
            "logs",
            "kafka",
            "registry",
            "engine",
            "sms",
            "sandbox");

    /** @throws CommandFailedException when the directory cannot be made or written */
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

    /**
     * Takes other users' permissions on an older or foreign data directory away.
     *
     * @return the number of files and directories that were open to them
     */
    public long closeToOthers() {
        try {
            Path real = root.toRealPath();
            long opened =
                    OwnerOnly.tightenOne(real) ? 1 : 0; // first, so that no other user gets in while the rest is closed
            return opened + OwnerOnly.tighten(OURS.stream().map(real::resolve));
        } catch (IOException e) {
            throw new CommandFailedException("cannot close " + root + " to other users: " + e.getMessage(), e);
        }
    }

    /** @throws CommandFailedException when less is free: a broker that starts on a full disk dies of a memory access fault */
    public DataDirectory requireFree(long megabytes) {
        long free = root.toFile().getUsableSpace() >> 20;
        if (free < megabytes) {
            throw new CommandFailedException(
                    "only %d MB are free in %s: make room, at least %d MB".formatted(free, root, megabytes));
        }
        return this;
    }

    /** A directory inside, made if missing. */
    public Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new CommandFailedException("cannot make " + root.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** The file of further keys, which {@code ./vestnik keys} writes. */
    public Path keyFile() {
        return root.resolve("keys.yml");
    }

    /** The key with every role, made on first use, in {@code api-key}. */
    public String apiKey() {
        return secret("api-key");
    }

    /** A secret that stays the same between runs, made on first use, in a file that only its owner can read. */
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
            keep(file, made + "\n");
            return made;
        } catch (IOException e) {
            throw new CommandFailedException("cannot keep a secret in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes the secret so that a file of this name is always whole, and never readable by another user. */
    private static void keep(Path file, String secret) throws IOException {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".new");
        Files.writeString(draft, secret);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The SHA-256 of a secret in hexadecimal, by which the services know a key. */
    public static String sha256(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
