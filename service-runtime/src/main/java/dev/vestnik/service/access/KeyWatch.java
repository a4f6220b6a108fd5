package dev.vestnik.service.access;

import dev.vestnik.service.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes changes of the file of keys while the service runs: once two looks in a row have seen the same, as an editor may write a file in
 * parts. A file that is wrong, or gone, changes nothing: the keys before it stay.
 */
final class KeyWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(KeyWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Path file;
    private final ApiKeys keys;
    private final KeyMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** The content at the last look; null where there is no file. */
    private byte @Nullable [] seen;

    /** The content that was taken, or refused, last. */
    private byte @Nullable [] taken;

    private @Nullable Thread thread;

    KeyWatch(Path file, ApiKeys keys, KeyMetrics metrics) {
        this.file = file;
        this.keys = keys;
        this.metrics = metrics;
    }

    /** Takes the file as it is; where there is none, its keys may come later. */
    KeyWatch atStart() {
        seen = content();
        if (seen == null) {
            metrics.taken(keys.all());
        } else {
            take();
        }
        return this;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("key-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. */
    void look() {
        byte @Nullable [] now = content();
        boolean again = Arrays.equals(now, seen);
        seen = now;
        if (again && !Arrays.equals(now, taken)) {
            take();
        }
    }

    private void take() {
        taken = seen;
        try {
            if (seen == null) {
                throw new IOException("it is gone, or cannot be read");
            }
            List<ApiKey> read = KeyFile.parse(seen);
            metrics.taken(keys.ofFile(read));
            log.info("keys=taken file={} keys={}", file, read.size());
        } catch (SettingsException | IOException e) {
            metrics.refused(true);
            log.error("keys=refused file={} cause=\"{}\" next=\"the keys before it stay\"", file, oneLine(e));
        }
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).replace("\n", "; ");
    }

    /** Null where the file is not there or cannot be read. */
    private byte @Nullable [] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        Thread watching = thread;
        if (watching != null) {
            try {
                watching.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
