package dev.vestnik.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The registry process's main: the registry, which ends with its parent. Standard input is a pipe that the parent never
 * writes to; the operating system closes it when the parent dies, however it dies. Runs without this module's jar, so it
 * uses nothing but the JDK and is one class file.
 */
final class RegistryChild {

    /** Exit code: the port is taken by somebody else. */
    static final int PORT_TAKEN = 98;

    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private RegistryChild() {}

    /** @param args the data directory, the host and the port */
    public static void main(String[] args) throws Exception {
        Thread.ofPlatform().daemon().name("parent").start(RegistryChild::endWithParent);
        ignoreTheTerminal();
        waitForPredecessor(Path.of(args[0]));
        requireFree(args[1], Integer.parseInt(args[2]));
        Class.forName(ENTRY_POINT).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // as good as closed
        }
        Thread.ofPlatform().daemon().name("last resort").start(RegistryChild::haltSoon);
        System.exit(0);
    }

    private static void haltSoon() {
        try {
            TimeUnit.SECONDS.sleep(5);
        } catch (InterruptedException e) {
            // halt now
        }
        Runtime.getRuntime().halt(1);
    }

    /** Ctrl-C and a closed terminal reach this process too, but the parent decides when it has no more use for it. */
    private static void ignoreTheTerminal() {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
    }

    /** After a crash the last registry may still be about to end. It holds its lock (never released here) until then. */
    private static void waitForPredecessor(Path directory) throws IOException {
        FileChannel.open(directory.resolve(".child-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .lock();
    }

    private static void requireFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            Runtime.getRuntime().halt(PORT_TAKEN);
        }
    }
}
