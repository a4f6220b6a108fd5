package dev.vestnik.rules.decide;

/** Says where something failed. Never quotes the failure's own message, which may hold the customer's data. */
public final class FailureCause {
    private FailureCause() {}

    public static String of(Throwable failure) {
        if (failure instanceof TooMuch limit) {
            return limit.cause();
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
