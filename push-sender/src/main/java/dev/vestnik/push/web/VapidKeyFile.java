package dev.vestnik.push.web;

import com.interaso.webpush.VapidKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A pair of VAPID keys on disk. Browsers are subscribed to the public one: losing the file loses every subscription. */
final class VapidKeyFile {
    private VapidKeyFile() {}

    /** Reads the pair; makes one that only the file's owner can read when there is no file yet. */
    static VapidKeys at(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return VapidKeys.load(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file) throws IOException {
        VapidKeys keys = VapidKeys.generate();
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(
                directory,
                "vapid",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, keys.getX509PublicKey() + "\n" + keys.getPkcs8PrivateKey() + "\n");
        try {
            // the link fails when another process was first: its pair counts
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // the caller reads the other process's pair
        } finally {
            Files.delete(fresh);
        }
    }
}
