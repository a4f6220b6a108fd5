package dev.vestnik.standalone.installation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this process when it cannot go on as a whole. A thread that dies of a fault of its own is logged, and whose thread it was is not
 * alive any more and is started again ({@link KeptAlive}); but a JVM without memory or threads would go on with whatever is left of
 * it. (Without heap it ends by itself: the launcher says -XX:+ExitOnOutOfMemoryError.)
 */
public final class LastResort {
    /** As a JVM that ends for want of heap. */
    static final int EXIT_STATUS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    private LastResort() {}

    /** For every thread of this process that has no handler of its own. */
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

    /** A stack overflow is the fault of one task and over with it. */
    static boolean fatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }
}
