package dev.vestnik.engine.streams;

/** Whether the engine's work goes on. */
public interface StreamsStatus {

    /** False when only a restart of the process can help. */
    boolean alive();

    /** Every task is assigned and restored, and nothing is being waited for. */
    boolean ready();

    /** One line for people. */
    String detail();
}
