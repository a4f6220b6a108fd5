package dev.vestnik.sender.gateway;

/** Room for one message at one gateway: in its window, its rate and its circuit. Given back once, used or not. */
public final class Permit {
    private final GuardedGateway gateway;
    private final Runnable release;

    Permit(GuardedGateway gateway, Runnable release) {
        this.gateway = gateway;
        this.release = release;
    }

    /** The gateway it is for. */
    public GuardedGateway gateway() {
        return gateway;
    }

    /** Gives back what was not used. */
    public void giveBack() {
        gateway.circuit().releasePermission();
        release.run();
    }

    void used() {
        release.run();
    }
}
