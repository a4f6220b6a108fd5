package dev.vestnik.sender.gateway;

/** Room for one message at one gateway: in its window, its rate and its circuit. Each permit is given back once, used or not. */
public final class Permit {
    private final GuardedGateway gateway;
    private final Runnable used;
    private final Runnable unused;
    private final long takenAt = System.nanoTime();

    /**
     * @param used frees the window
     * @param unused frees the window and the rate
     */
    Permit(GuardedGateway gateway, Runnable used, Runnable unused) {
        this.gateway = gateway;
        this.used = used;
        this.unused = unused;
    }

    /** The gateway that has the room. */
    public GuardedGateway gateway() {
        return gateway;
    }

    /** Gives an unused permit back. */
    public void giveBack() {
        gateway.circuit().releasePermission();
        unused.run();
    }

    /** The time at which it was given, by {@link System#nanoTime}. */
    long takenAt() {
        return takenAt;
    }

    void used() {
        used.run();
    }
}
