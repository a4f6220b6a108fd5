package dev.vestnik.push.device;

import dev.vestnik.sender.Content;

/** A push service. Used by many threads at once. */
public interface Platform<T extends Content.Target> extends AutoCloseable {

    /** Hands a notice over for one device; blocks, but never longer than the platform's time-out. */
    Answer push(T target, Notice notice) throws InterruptedException;

    @Override
    void close();

    /** Stands for a platform that has no credentials. */
    static <T extends Content.Target> Platform<T> notConfigured() {
        return new NotConfigured<>();
    }
}
