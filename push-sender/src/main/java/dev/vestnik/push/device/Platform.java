package dev.vestnik.push.device;

import dev.vestnik.sender.Content;
import java.util.function.BooleanSupplier;

/** A push service. Used by many threads at once. */
public interface Platform<T extends Content.Target> extends AutoCloseable {

    /**
     * Hands a notice over for one device; blocks no longer than the platform's time-out.
     *
     * @param mayStart whether there is still time; asked right before the platform could take the notice
     */
    DeviceOutcome push(T target, Notice notice, BooleanSupplier mayStart) throws InterruptedException;

    /** The size of a notice's payload, as the platform counts it. */
    int bytes(Notice notice);

    /** The largest payload that the platform takes. */
    int mostBytes();

    @Override
    void close();
}
