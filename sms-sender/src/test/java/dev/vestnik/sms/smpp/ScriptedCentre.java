package dev.vestnik.sms.smpp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMPP centre that reads and writes its bytes itself: it sends what no library would send. */
final class ScriptedCentre implements AutoCloseable {
    static final int SUBMIT_SM = 4;
    static final int DELIVER_SM = 5;
    static final int DATA_SM = 0x103;
    static final int RESPONSE = 0x8000_0000;
    static final int UNBIND = 6;
    static final int BIND_TRANSCEIVER = 9;
    private static final int BIND_RECEIVER = 1;
    private static final int BIND_TRANSMITTER = 2;
    private static final int HEADER = 16;

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Wire> bound = new CopyOnWriteArrayList<>();
    private final AtomicInteger sequence = new AtomicInteger(1000);
    private final Script script;

    /** Every PDU that came, in order for each connection. */
    final Queue<Pdu> received = new ConcurrentLinkedQueue<>();

    /** The status of its answers to binds. */
    volatile int bindStatus;

    /** Holds its answers to binds back until it is counted down. */
    volatile CountDownLatch bindsHeld = new CountDownLatch(0);

    record Pdu(int command, int status, int sequence, byte[] body) {}

    /** Answers a submit, or does not. */
    interface Script {
        void submitted(Pdu submit, Wire wire) throws IOException;
    }

    ScriptedCentre(Script script) throws IOException {
        this(script, new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    }

    ScriptedCentre(Script script, ServerSocket server) {
        this.script = script;
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    /** @param body of its positive answer to every submit */
    ScriptedCentre(byte... body) throws IOException {
        this((submit, wire) -> wire.answer(submit, 0, body));
    }

    /** A centre that takes everything under the ids 1, 2, 3, ... */
    static ScriptedCentre counting() throws IOException {
        AtomicInteger id = new AtomicInteger();
        return new ScriptedCentre((submit, wire) -> wire.answer(submit, 0, id(String.valueOf(id.incrementAndGet()))));
    }

    /** The body of an answer with this id. */
    static byte[] id(String id) {
        return (id + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    int port() {
        return server.getLocalPort();
    }

    List<Pdu> received(int command) {
        return received.stream().filter(pdu -> pdu.command() == command).toList();
    }

    /** The connections bound so far, lost ones too. */
    List<Wire> bound() {
        return bound;
    }

    /** Sends a request on the newest bound connection. */
    void deliver(int command, byte[] body) throws IOException {
        bound.getLast().send(command, 0, sequence.incrementAndGet(), body);
    }

    /** The body of a deliver_sm from a person's number to the shop's. */
    static byte[] deliverSm(int esmClass, int coding, byte[] octets, byte[] parameters) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1, 1});
        body.writeBytes(id("79161234567"));
        body.writeBytes(new byte[] {3, 0});
        body.writeBytes(id("1234"));
        body.writeBytes(new byte[] {(byte) esmClass, 0, 0, 0, 0, 0, 0, (byte) coding, 0, (byte) octets.length});
        body.writeBytes(octets);
        body.writeBytes(parameters);
        return body.toByteArray();
    }

    static byte[] parameter(int tag, byte... value) {
        ByteArrayOutputStream parameter = new ByteArrayOutputStream();
        parameter.writeBytes(
                new byte[] {(byte) (tag >> 8), (byte) tag, (byte) (value.length >> 8), (byte) value.length});
        parameter.writeBytes(value);
        return parameter.toByteArray();
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
            Wire wire = new Wire(new DataOutputStream(socket.getOutputStream()), socket);
            while (true) {
                int length = in.readInt();
                Pdu pdu = new Pdu(in.readInt(), in.readInt(), in.readInt(), in.readNBytes(length - HEADER));
                received.add(pdu);
                handle(pdu, wire);
            }
        } catch (IOException gone) {
            // The client hung up.
        }
    }

    private void handle(Pdu pdu, Wire wire) throws IOException {
        switch (pdu.command()) {
            case BIND_TRANSCEIVER, BIND_TRANSMITTER, BIND_RECEIVER -> {
                wire.bind = pdu.command();
                await(bindsHeld);
                wire.answer(pdu, bindStatus, bindStatus == 0 ? new byte[] {'c', 0} : new byte[0]);
                if (bindStatus == 0) {
                    bound.add(wire);
                }
            }
            case SUBMIT_SM -> script.submitted(pdu, wire);
            default -> {
                if (pdu.command() > 0) {
                    wire.answer(pdu, 0, new byte[0]);
                }
            }
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** One connection. */
    static final class Wire {
        private final DataOutputStream out;
        private final Socket socket;
        volatile int bind;

        Wire(DataOutputStream out, Socket socket) {
            this.out = out;
            this.socket = socket;
        }

        void answer(Pdu request, int status, byte[] body) throws IOException {
            send(request.command() | RESPONSE, status, request.sequence(), body);
        }

        synchronized void send(int command, int status, int number, byte[] body) throws IOException {
            ByteArrayOutputStream pdu = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(pdu);
            fields.writeInt(HEADER + body.length);
            fields.writeInt(command);
            fields.writeInt(status);
            fields.writeInt(number);
            fields.write(body);
            out.write(pdu.toByteArray());
            out.flush();
        }

        void cut() throws IOException {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
