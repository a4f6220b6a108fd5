package dev.vestnik.embedded;

/** The state of an {@link EmbeddedRegistry}, as a health page tells it. */
public sealed interface RegistryState {

    /** The number of times that its process was started again since the start. */
    int restarts();

    /** The registry was stopped, or not started yet. */
    record Stopped(int restarts) implements RegistryState {}

    /** The registry's process runs and has answered. */
    record Running(int restarts) implements RegistryState {}

    /**
     * The registry's process ended by itself and is being started again.
     *
     * @param problem how it ended, with its exit code, or why it does not start
     * @param failedAttempts to start it again, since it ended
     */
    record Down(int restarts, String problem, int failedAttempts) implements RegistryState {}
}
