package dev.vestnik.push;

import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import java.util.function.BooleanSupplier;

/** The platforms' gateways, each within its own window, rate and circuit. */
@FunctionalInterface
interface Legs {

    /** Sends a message to the devices of one platform. Busy at once when that platform has no room; never throws. */
    Outcome send(PushPlatform platform, Dispatch dispatch, BooleanSupplier mayStart) throws InterruptedException;
}
