package dev.vestnik.email.bounce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands before an IMAP server and refuses to copy, as servers do that are over quota. */
final class FullMailbox implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int server;

    FullMailbox(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofVirtual().start(() -> answers(behind, client));
                Thread.ofVirtual().start(() -> commands(client, behind));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void answers(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // one side has hung up
        }
    }

    private static void commands(Socket from, Socket to) {
        try (from;
                to;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean copies = line.contains(" COPY ");
                OutputStream out = (copies ? from : to).getOutputStream();
                String sent =
                        copies ? line.substring(0, line.indexOf(' ')) + " NO [OVERQUOTA] the mailbox is full" : line;
                out.write((sent + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException closed) {
            // one side has hung up
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
