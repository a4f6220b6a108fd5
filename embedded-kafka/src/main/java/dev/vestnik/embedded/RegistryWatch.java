package dev.vestnik.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a registry's process again whenever it ends by itself, for as long as it is wanted, with
 * growing pauses when it keeps dying or does not start. It never gives up: {@link #state()} says how it goes.
 */
final class RegistryWatch {

    private static final Logger log = LoggerFactory.getLogger(RegistryWatch.class);

    /** Starts another process in the place of the last one; returns when it answers. */
    interface Start {
        RegistryProcess again() throws IOException, InterruptedException;
    }

    private final Start start;
    private final BackOff backOff;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("registry-watch").unstarted(this::watch);
    private volatile RegistryProcess process;
    private volatile RegistryState state = new RegistryState.Running(0);

    private RegistryWatch(RegistryProcess process, Start start, BackOff backOff) {
        this.process = process;
        this.start = start;
        this.backOff = backOff;
    }

    static RegistryWatch over(RegistryProcess process, Start start, BackOff backOff) {
        var watch = new RegistryWatch(process, start, backOff);
        watch.thread.start();
        return watch;
    }

    RegistryState state() {
        return state;
    }

    /** Ends the process and whatever is being done to replace it. */
    void stop() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.stop();
    }

    private void watch() {
        var deaths = 0; // in a row
        try {
            while (true) {
                var born = System.nanoTime();
                var code = process.end();
                deaths = Duration.ofNanos(System.nanoTime() - born).compareTo(backOff.grownUp()) > 0 ? 0 : deaths;
                replace("its process ended with code " + code, deaths++);
            }
        } catch (InterruptedException e) {
            log.debug("registry=unwatched");
        }
    }

    /** Returns when another process answers. */
    private void replace(String end, int deaths) throws InterruptedException {
        var problem = end;
        for (var failures = 0; ; failures++) {
            state = new RegistryState.Down(state.restarts(), problem, failures);
            var pause = backOff.after(deaths + failures);
            log.error(
                    "registry=down problem=\"{}\" restarts={} failedAttempts={} again=\"in {} ms\"",
                    problem,
                    state.restarts(),
                    failures,
                    pause.toMillis());
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            try {
                process = start.again();
                state = new RegistryState.Running(state.restarts() + 1);
                log.info("registry=again restarts={}", state.restarts());
                return;
            } catch (IOException | RuntimeException e) {
                problem = end + ", and it does not start again: " + e.getMessage();
            }
        }
    }
}
