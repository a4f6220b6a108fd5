package dev.vestnik.benchmarks.senders;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection for each place of the window, with the envelope in one write (RFC 2920). */
final class BareSmtp implements BareClient {
    private final List<Connection> connections = new ArrayList<>();

    BareSmtp(int port, int window) throws IOException {
        for (int i = 0; i < window; i++) {
            connections.add(new Connection(new Socket(InetAddress.getLoopbackAddress(), port)));
        }
    }

    @Override
    public void send(int place, int number) throws IOException {
        connections.get(place).send("customer" + number + "@example.org");
    }

    private static final class Connection {
        private final Socket socket;
        private final OutputStream out;
        private final BufferedReader in;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            expect("220");
            say("EHLO benchmark.example\r\n");
            expect("250");
        }

        void send(String to) throws IOException {
            say("MAIL FROM:<shop@example.com>\r\nRCPT TO:<" + to + ">\r\nDATA\r\n");
            expect("250");
            expect("250");
            expect("354");
            say("From: shop@example.com\r\nTo: " + to + "\r\nSubject: Your order\r\n\r\nIt is on its way\r\n.\r\n");
            expect("250");
        }

        private void say(String commands) throws IOException {
            out.write(commands.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private void expect(String code) throws IOException {
            String line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            if (line == null || !line.startsWith(code)) {
                throw new IOException(code + " was expected, not " + line);
            }
        }
    }

    @Override
    public void close() {
        connections.forEach(connection -> {
            try {
                connection.socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
