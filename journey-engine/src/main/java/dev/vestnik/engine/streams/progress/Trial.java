package dev.vestnik.engine.streams.progress;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one task decide, input by input. An input is blamed when its decision ends the thread with an {@link Error}, or takes so
 * long that its transaction may have been given up. Failures after the decision (of the store, the broker) are no input's fault. For
 * the task's thread.
 */
public final class Trial {
    private final TaskProgress progress;
    private final Suspects suspects;
    private final long patienceNanos;
    private boolean deciding;
    private long began;
    private long took;

    /** @param patience a decision that takes longer is blamed */
    Trial(TaskProgress progress, Suspects suspects, Duration patience) {
        this.progress = progress;
        this.suspects = suspects;
        this.patienceNanos = patience.toNanos();
    }

    public TaskProgress progress() {
        return progress;
    }

    /** Why this input is to be set aside; null where it is to be decided. */
    @Nullable
    public String verdict(Supplier<String> input) {
        return suspects.none() ? null : suspects.verdict(input.get()).orElse(null);
    }

    /** Carries out what is to be done about an input. */
    public void run(Supplier<String> input, Runnable work) {
        began = progress.begin();
        deciding = true;
        try {
            work.run();
            decidedAbout(input);
        } catch (Error e) {
            blame(input, e);
            throw e;
        } finally {
            progress.end();
        }
    }

    /** All that was to be read is read: time that passes from now on is the decision's. */
    public void deciding() {
        began = System.nanoTime();
    }

    /** The decision is made; it is carried out from now on. */
    public void decided() {
        if (deciding) {
            deciding = false;
            took = System.nanoTime() - began;
        }
    }

    private void decidedAbout(Supplier<String> input) {
        decided();
        if (took > patienceNanos) {
            suspects.blame(
                    input.get(), "deciding took " + Duration.ofNanos(took).toMillis() + " ms");
        }
    }

    private void blame(Supplier<String> input, Error e) {
        if (deciding) {
            suspects.blame(input.get(), Causes.describe(e), e instanceof OutOfMemoryError);
        }
    }
}
