package dev.vestnik.sms.smpp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMPP centre that writes its bytes itself: answers a submit with a given body that no library would write. */
final class ScriptedCentre implements AutoCloseable {
    private static final int BIND_TRANSCEIVER = 9;
    private static final int SUBMIT_SM = 4;
    private static final int HEADER = 16;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final byte[] submitted;

    /** @param submitted the body of its positive answer to a submit */
    ScriptedCentre(byte... submitted) throws IOException {
        this.submitted = submitted;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                int length = in.readInt();
                int command = in.readInt();
                in.readInt();
                int sequence = in.readInt();
                in.readNBytes(length - HEADER);
                answer(out, command, sequence);
            }
        } catch (IOException gone) {
            // The client hung up.
        }
    }

    private void answer(DataOutputStream out, int command, int sequence) throws IOException {
        byte[] body = switch (command) {
            case BIND_TRANSCEIVER -> new byte[] {'c', 0};
            case SUBMIT_SM -> submitted;
            default -> new byte[0];
        };
        out.writeInt(HEADER + body.length);
        out.writeInt(command | 0x8000_0000);
        out.writeInt(0);
        out.writeInt(sequence);
        out.write(body);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
