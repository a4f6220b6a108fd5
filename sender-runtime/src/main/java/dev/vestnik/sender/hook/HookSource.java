package dev.vestnik.sender.hook;

import java.util.List;

/** A gateway whose provider calls us. */
public interface HookSource {

    /** The gateway's name, the last part of the hook's address. */
    String name();

    /** The shop whose customers reply here. */
    String shop();

    /** The check that a call is the provider's. */
    HookSignature signature();

    /** Reads a genuine call; empty for one that says nothing final. */
    List<HookEvent> read(Hook hook) throws UnreadableHookException;

    /** The status by which the provider knows that we have its call. */
    int taken();
}
