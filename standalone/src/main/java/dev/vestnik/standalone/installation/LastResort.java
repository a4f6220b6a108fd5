package dev.vestnik.standalone.installation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this process when it cannot go on as a whole: a JVM without memory or threads would run on with whatever is left of it. Logs other
 * deaths of threads, after which {@link SupervisedService} starts the service again that the thread belonged to. (Without heap the JVM ends
 * by itself: the launcher says -XX:+ExitOnOutOfMemoryError.)
 */
public final class LastResort {
    /** The exit status of a JVM that ends for want of heap. */
    static final int EXIT_STATUS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    private LastResort() {}

    /** Installs the handler for every thread of this process that has no handler of its own. */
    public static void install(DataDirectory data) {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            LOG.error("thread={} state=dead", thread.getName(), thrown);
            if (fatal(thrown)) {
                System.err.println(
                        "vestnik: this Java cannot go on (" + thrown + "), and everything has stopped with it."
                                + " What was accepted is kept: the same command goes on where it was; VESTNIK_JAVA_OPTS=-Xmx4g gives it"
                                + " more memory. See " + data.root().resolve("logs/vestnik.log"));
                Runtime.getRuntime().halt(EXIT_STATUS);
            }
        });
    }

    /** Whether a fault concerns the whole process; a stack overflow ends with its task. */
    static boolean fatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }
}
