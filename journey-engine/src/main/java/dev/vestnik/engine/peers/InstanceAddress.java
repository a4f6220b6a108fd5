package dev.vestnik.engine.peers;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The address by which other instances reach this one; known when the web server is up. */
public final class InstanceAddress {
    private final AtomicReference<String> hostPort = new AtomicReference<>("");

    public Optional<String> hostPort() {
        return Optional.of(hostPort.get()).filter(known -> !known.isEmpty());
    }

    public void is(String reachable) {
        hostPort.set(reachable);
    }
}
