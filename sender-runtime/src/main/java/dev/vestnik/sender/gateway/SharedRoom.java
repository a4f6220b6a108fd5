package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.GatewayLimits;

/** The room of a gateway, which classes of messages share: its window, its rate, and the door to the wire. */
final class SharedRoom {
    private final Share window;
    private final WireGate gate;
    private final Rate rate;
    private final Shares shares;
    private final ClassOrder precedence = new ClassOrder(System.nanoTime());

    SharedRoom(GatewayLimits limits, Shares shares) {
        this.window = new Share(limits.window(), shares);
        this.gate = new WireGate(limits.window());
        this.rate = new Rate(limits.rate(), shares);
        this.shares = shares;
    }

    /** Whether a message of this class leaves what is free to another class. */
    boolean yields(MessageClass messageClass, long now) {
        return precedence.yields(messageClass, now);
    }

    /** Takes a place of the window and the units of a message; false when there is no room now. */
    boolean tryAcquire(MessageClass messageClass, int units, int ahead, long now) {
        if (!window.tryAcquire(messageClass, ahead)) {
            precedence.missed(messageClass, now);
            return false;
        }
        if (!rate.tryAcquire(messageClass, units, now)) {
            window.release(messageClass);
            precedence.missed(messageClass, now);
            return false;
        }
        return true;
    }

    /** Takes note of a code that asks for room; true when the others have to leave it some from now on. */
    boolean codeAsks(long now) {
        boolean known = precedence.areCodesAbout(now);
        precedence.codeSeen(now);
        return !known;
    }

    /** Frees the place of a message that has used its units. */
    void release(MessageClass messageClass) {
        window.release(messageClass);
    }

    /** Frees the place of a message with the units that it has not used. */
    void giveBack(MessageClass messageClass, int units) {
        rate.giveBack(messageClass, units);
        window.release(messageClass);
    }

    /** Waits for a place on the wire; false when none becomes free in time. */
    boolean enter(MessageClass messageClass) {
        return gate.enter(messageClass);
    }

    void leave(MessageClass messageClass) {
        gate.leave(messageClass);
    }

    /** Sets the size of the window, and the part of codes as they are about now or not. */
    void resize(int now, long nanoTime) {
        boolean forCodes = precedence.areCodesAbout(nanoTime);
        window.resize(now, forCodes);
        gate.resize(now, forCodes ? shares.most(MessageClass.service, now) : now);
        rate.leaveRoomForCodes(forCodes);
    }

    void rate(int perSecond) {
        rate.perSecond(perSecond);
    }

    /** Takes the part of one of so many instances in the rate. */
    void share(int instances) {
        rate.share(instances);
    }

    /** Gives no more room; messages on their way keep theirs. */
    void close() {
        window.close();
    }

    int used() {
        return window.used();
    }
}
