package dev.vestnik.sender.gateway;

/** Room for one message at one gateway: in its window, its rate and its circuit. Each permit is given back once, used or not. */
public final class Permit {
    private final GuardedGateway gateway;
    private final Runnable release;

    Permit(GuardedGateway gateway, Runnable release) {
        this.gateway = gateway;
        this.release = release;
    }

    /** The gateway that has the room. */
    public GuardedGateway gateway() {
        return gateway;
    }

    /** Gives an unused permit back. */
    public void giveBack() {
        gateway.circuit().releasePermission();
        release.run();
    }

    void used() {
        release.run();
    }
}
