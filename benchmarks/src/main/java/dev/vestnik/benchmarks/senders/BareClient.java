package dev.vestnik.benchmarks.senders;

/**
 * Hands messages over and does nothing else: no Kafka, no order, no fence, no receipt. What it reaches with a contract's window is what this
 * machine and this provider allow.
 */
interface BareClient extends AutoCloseable {

    /**
     * Hands one message over and returns once the provider has taken it. Called by as many threads at once as the window has room for.
     *
     * @param place of the window, from 0
     */
    void send(int place, int number) throws Exception;

    @Override
    void close();
}
