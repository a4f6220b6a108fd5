package dev.vestnik.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Connections to a door, closed before it: a door that stops waits half a minute for what is still open. */
final class Wires implements AutoCloseable {
    private final Door door;
    private final List<Wire> all = new ArrayList<>();

    Wires(Door door) {
        this.door = door;
    }

    Wire open() throws IOException {
        Wire wire = new Wire(door);
        all.add(wire);
        return wire;
    }

    List<Wire> all() {
        return all;
    }

    @Override
    public void close() throws IOException {
        for (Wire wire : all) {
            wire.close();
        }
    }
}
