package dev.vestnik.standalone.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps files from other users of this machine: directories 700, files 600. Where permissions are not POSIX's it does nothing. */
public final class OwnerOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
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
     * Whatever this process and its children make from now on (Kafka's logs, RocksDB's files, the registry's store, native
     * libraries in the directory for temporary files) is its owner's alone. Java has no call for the process's umask.
     */
    public static void fromNowOn() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("umask").ifPresent(umask -> {
            MethodHandle call = linker.downcallHandle(
                    umask, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            try {
                int _ = (int) call.invokeExact(OTHERS);
            } catch (Throwable e) { // what a method handle declares; umask itself cannot fail
                throw new IllegalStateException("umask cannot be called", e);
            }
        });
    }

    /** Takes what other users may do with these files and directories, and all that is in them, away; returns how many they were. */
    static long tighten(Stream<Path> roots) throws IOException {
        try {
            return roots.filter(root -> Files.exists(root, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(OwnerOnly::tightenTree)
                    .sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long tightenTree(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !Files.isSymbolicLink(file))
                    .filter(OwnerOnly::tightenOne)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there was something to take away. */
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
            LOG.warn("permissions=unchanged file={} cause=\"{}\"", file, e.toString());
            return false;
        }
    }
}
