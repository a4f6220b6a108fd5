package dev.vestnik.service.settings;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Looks every two seconds at what may change while a service runs, on a thread of its own, from the service's start to its end. */
public final class RegularLook implements SmartLifecycle {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final String thread;
    private final Duration every;
    private final Runnable look;
    private final Consumer<RuntimeException> failed;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread looking;

    /**
     * @param thread its name
     * @param failed hears of a look that failed; the next one comes all the same
     */
    public RegularLook(String thread, Runnable look, Consumer<RuntimeException> failed) {
        this(thread, EVERY, look, failed);
    }

    RegularLook(String thread, Duration every, Runnable look, Consumer<RuntimeException> failed) {
        this.thread = thread;
        this.every = every;
        this.look = look;
        this.failed = failed;
    }

    @Override
    public void start() {
        looking = Thread.ofPlatform().daemon().name(thread).start(this::goOnLooking);
    }

    private void goOnLooking() {
        try {
            while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                safely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void safely() {
        try {
            look.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** Returns when no look is under way any more. */
    @Override
    public void stop() {
        stopping.countDown();
        Thread stopped = looking;
        if (stopped != null) {
            try {
                stopped.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        looking = null;
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
