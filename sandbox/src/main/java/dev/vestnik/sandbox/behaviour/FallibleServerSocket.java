package dev.vestnik.sandbox.behaviour;

import dev.vestnik.sandbox.ledger.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port and resets connections as often as the provider's behaviour says. */
public final class FallibleServerSocket implements AutoCloseable {
    /** Serves one connection and closes its socket, now or later. */
    public interface Conversation {
        void with(Socket socket) throws IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(FallibleServerSocket.class);
    private static final int BACKLOG = 200;

    private final Provider provider;
    private final Behaviours behaviours;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public FallibleServerSocket(Provider provider, Behaviours behaviours, String address, int port) {
        this.provider = provider;
        this.behaviours = behaviours;
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    provider.id() + " cannot listen on " + address + ":" + port + ": " + e.getMessage(), e);
        }
        behaviours.onChange(this::changed);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Starts to take connections, each on a virtual thread of its own, until {@link #close}. */
    public void serve(Conversation conversation) {
        Thread.ofVirtual().name(provider.id() + "-accept").start(() -> acceptAll(conversation));
        log.info("event=listening protocol={} port={}", provider.id(), port());
    }

    private void acceptAll(Conversation conversation) {
        while (!server.isClosed()) {
            try {
                Socket socket = accept();
                Thread.startVirtualThread(() -> talk(conversation, socket));
            } catch (IOException e) {
                log.debug("event=accept-failed protocol={} cause={}", provider.id(), e.getMessage());
            }
        }
    }

    private void talk(Conversation conversation, Socket socket) {
        try {
            conversation.with(socket);
        } catch (IOException e) {
            log.debug("event=connection-ended protocol={} cause={}", provider.id(), e.getMessage());
        }
    }

    private Socket accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            if (behaviours.failsConnection(provider)) {
                reset(socket);
                continue;
            }
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            open.removeIf(Socket::isClosed);
            open.add(socket);
            return socket;
        }
    }

    private void changed(Provider changed) {
        if (changed == provider) {
            open.stream()
                    .filter(ignored -> behaviours.failsConnection(provider))
                    .forEach(FallibleServerSocket::reset);
        }
    }

    /** Breaks a connection so that its peer sees "connection reset by peer". */
    public static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // the connection is broken already
        }
    }

    /** Stops listening and ends the open connections. */
    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
