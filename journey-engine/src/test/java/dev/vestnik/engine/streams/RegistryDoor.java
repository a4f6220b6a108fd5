package dev.vestnik.engine.streams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port of its own that leads to a registry, until it is closed: who has this address finds nobody there, others find the registry. */
final class RegistryDoor implements AutoCloseable {
    private final URI registry;
    private final List<Socket> passing = new CopyOnWriteArrayList<>();
    private ServerSocket door;

    RegistryDoor(String registryUrl) throws IOException {
        registry = URI.create(registryUrl);
        door = opened(0);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort() + registry.getPath();
    }

    /** Opens it again at the same address. */
    void open() throws IOException {
        door = opened(door.getLocalPort());
    }

    private ServerSocket opened(int port) throws IOException {
        ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> serve(opened));
        return opened;
    }

    private void serve(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                Socket behind = new Socket(registry.getHost(), registry.getPort());
                passing.addAll(List.of(client, behind));
                Thread.startVirtualThread(() -> pass(client, behind));
                Thread.startVirtualThread(() -> pass(behind, client));
            }
        } catch (IOException e) {
            shutAll(); // the door is closed
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them is closed, and now both are
        }
    }

    private void shutAll() {
        for (Socket socket : passing) {
            try {
                socket.close();
            } catch (IOException e) {
                // closed is what it is to be
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        shutAll();
    }
}
