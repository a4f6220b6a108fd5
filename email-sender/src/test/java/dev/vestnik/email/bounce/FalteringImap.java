package dev.vestnik.email.bounce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before an IMAP server with the faults that real ones have. */
final class FalteringImap implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int server;
    private final List<Wire> wires = new CopyOnWriteArrayList<>();

    /** Refuses to copy, as servers do that are over quota. */
    volatile boolean full;

    /** Does not offer IDLE. */
    volatile boolean withoutIdle;

    /** The clients' commands IDLE so far. */
    final AtomicInteger idles = new AtomicInteger();

    FalteringImap(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The connections so far. */
    int connections() {
        return wires.size();
    }

    /** The connections that nobody has closed. */
    long open() {
        return wires.stream().filter(wire -> !wire.client.isClosed()).count();
    }

    /** Loses what goes over the present connections, in both directions, though they stay open. */
    void die() {
        wires.forEach(wire -> wire.dead = true);
    }

    private void accept() {
        try {
            while (true) {
                Wire wire = new Wire(door.accept(), new Socket(InetAddress.getLoopbackAddress(), server));
                wires.add(wire);
                Thread.ofVirtual().start(wire::answers);
                Thread.ofVirtual().start(wire::commands);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private final class Wire {
        private final Socket client;
        private final Socket behind;
        volatile boolean dead;

        Wire(Socket client, Socket behind) {
            this.client = client;
            this.behind = behind;
        }

        void answers() {
            pass(behind, line -> line(client, withoutIdle ? line.replace(" IDLE", "") : line));
        }

        void commands() {
            pass(client, line -> {
                idles.addAndGet(line.endsWith(" IDLE") ? 1 : 0);
                if (full && line.contains(" COPY ")) {
                    line(client, line.substring(0, line.indexOf(' ')) + " NO [OVERQUOTA] the mailbox is full");
                } else {
                    line(behind, line);
                }
            });
        }

        private void pass(Socket from, Line to) {
            try (client;
                    behind;
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(from.getInputStream(), StandardCharsets.ISO_8859_1))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!dead) {
                        to.take(line);
                    }
                }
            } catch (IOException closed) {
                // one side has hung up
            }
        }

        private static void line(Socket to, String line) throws IOException {
            OutputStream out = to.getOutputStream();
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private interface Line {
        void take(String line) throws IOException;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
