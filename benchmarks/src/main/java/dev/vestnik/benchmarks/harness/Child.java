package dev.vestnik.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of its own, whose CPU time is counted; ends with this one. */
public final class Child implements AutoCloseable {
    private final Process process;

    /** The program to run. */
    public record Program(String classPath, String main) {}

    private Child(Process process) {
        this.process = process;
    }

    /**
     * Starts a main class on this class path.
     *
     * @param log where its output goes
     * @throws IOException when it cannot be started
     */
    public static Child start(Class<?> main, Path log, List<String> jvm, List<String> arguments) throws IOException {
        return start(new Program(System.getProperty("java.class.path"), main.getName()), log, jvm, arguments);
    }

    /** Starts as {@link #start(Class, Path, List, List)} does, on a class path of its own. */
    public static Child start(Program program, Path log, List<String> jvm, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                program.classPath(),
                program.main()));
        command.addAll(arguments);
        Child child = new Child(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(child::kill));
        return child;
    }

    /** CPU time it has used so far, user and system, of all its threads. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Lets it do nothing at all, until {@link #resume}. */
    public void suspend() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Lets it give memory back that it does not need: without that, a heap grows up to its bound however little is in it. */
    public void collectGarbage() {
        run(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid()), "GC.run");
    }

    private void signal(String name) {
        run("kill", "-" + name, String.valueOf(pid()));
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the child is gone");
            }
        } catch (IOException e) {
            throw new IllegalStateException("no program \"" + command[0] + "\"", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Likewise, and waits until it is gone. */
    public void killed() throws InterruptedException {
        kill();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
