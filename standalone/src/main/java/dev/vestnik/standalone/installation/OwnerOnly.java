package dev.vestnik.standalone.installation;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps files from other users of this machine: directories 700, files 600. Does nothing where permissions are not POSIX's. */
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final int OTHERS = 0077;

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private OwnerOnly() {}

    /**
     * Sets the umask, so that only their owner can use later files of this process and its children: Kafka's logs, RocksDB's files, the
     * registry's store, native libraries in the directory for temporary files. Java has no call for it.
     */
    public static void fromNowOn() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("umask").ifPresent(umask -> {
            MethodHandle call =
                    linker.downcallHandle(umask, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            try {
                int _ = (int) call.invokeExact(OTHERS);
            } catch (Throwable e) { // declared by the method handle; umask itself cannot fail
                throw new IllegalStateException("umask cannot be called", e);
            }
        });
    }

    /**
     * Takes other users' permissions on these files and directories, with all that is in them, away. Skips files that are gone by then.
     * Does not follow links inside, but a root that is a link, since our files land behind it.
     *
     * @return the number of files that were open to others
     */
    static long tighten(Stream<Path> roots) throws IOException {
        Tightening tightening = new Tightening();
        for (Path root : roots.toList()) {
            Files.walkFileTree(Files.isSymbolicLink(root) ? behind(root) : root, tightening);
        }
        return tightening.count;
    }

    private static Path behind(Path link) throws IOException {
        try {
            return link.toRealPath();
        } catch (NoSuchFileException gone) {
            return link;
        }
    }

    private static final class Tightening extends SimpleFileVisitor<Path> {
        private long count;

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return one(directory);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return attributes.isSymbolicLink() ? FileVisitResult.CONTINUE : one(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            tell(problem);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) {
            if (problem != null) {
                tell(problem);
            }
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult one(Path path) {
            count += tightenOne(path) ? 1 : 0;
            return FileVisitResult.CONTINUE;
        }
    }

    /** Tightens one file; true when it was open to others. */
    static boolean tightenOne(Path file) {
        if (!POSIX) {
            return false;
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (!permissions.removeAll(OF_OTHERS)) {
                return false;
            }
            Files.setPosixFilePermissions(file, permissions);
            return true;
        } catch (IOException e) {
            tell(e);
            return false;
        }
    }

    private static void tell(IOException problem) {
        if (!(problem instanceof NoSuchFileException)) {
            System.err.println(
                    "vestnik: other users' permissions cannot be taken away: " + problem); // the log is not set up yet
        }
    }
}
