package dev.vestnik.system.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory with a disk of its own, in memory, which can be filled to its last byte. Takes root. */
final class SmallDisk implements AutoCloseable {
    private final Path directory;
    private final Path filler;

    SmallDisk(Path directory, int megabytes) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.filler = directory.resolve("filler");
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
    }

    Path directory() {
        return directory;
    }

    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.size(filler) == 0) {
                throw full;
            }
        }
    }

    /** Somebody has made room. */
    void free() throws IOException {
        Files.delete(filler);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + List.of(command));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", directory.toString());
    }
}
