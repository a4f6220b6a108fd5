package dev.vestnik.sender.hook;

/** A provider's scheme of signing its calls. A pure function of the call; compares in constant time, with each live secret. */
public interface HookSignature {

    /** The result of the check. */
    enum Verdict {
        GENUINE,
        /** No signature, or one of another secret, or over another body. */
        FORGED,
        /** Signed, but outside the window of time: a recorded call played again. */
        LATE,
        /** The provider signs nothing: only reports that carry a token of ours are taken. */
        UNSIGNED
    }

    Verdict check(Hook hook);

    /** The scheme of a provider that has none. */
    static HookSignature none() {
        return hook -> Verdict.UNSIGNED;
    }

    /** The verdict of a check without time. */
    static Verdict of(boolean genuine) {
        return genuine ? Verdict.GENUINE : Verdict.FORGED;
    }
}
