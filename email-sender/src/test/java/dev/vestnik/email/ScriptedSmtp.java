package dev.vestnik.email;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server that answers each command as it is told, or cuts the wire, or falls silent. */
final class ScriptedSmtp implements AutoCloseable {
    static final String CUT = "CUT";
    static final String RESET = "RESET";
    static final String SILENCE = "SILENCE";

    /** Answers 250 once it has read the next command. */
    static final String WITH_NEXT = "WITH_NEXT";

    private final ServerSocket server = new ServerSocket();
    private final Thread accepting;
    private final Map<String, String> script = new ConcurrentHashMap<>(Map.of(
            "GREETING", "220 scripted",
            "EHLO", "250-scripted\r\n250 ENHANCEDSTATUSCODES",
            "MAIL", "250 2.1.0 ok",
            "RCPT", "250 2.1.5 ok",
            "DATA", "354 go on",
            "DOT", "250 2.0.0 Ok: queued as 4bXyZ1",
            "RSET", "250 2.0.0 ok",
            "QUIT", "221 bye"));
    private final Map<Socket, String> owed = new ConcurrentHashMap<>();
    private final Map<String, String> once = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private volatile SSLContext tls;
    private final AtomicInteger accepted = new AtomicInteger();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** E-mails whose final dot has arrived, whatever the answer was. */
    final List<String> mails = new CopyOnWriteArrayList<>();

    final List<String> commands = new CopyOnWriteArrayList<>();

    ScriptedSmtp() throws IOException {
        // Little room, so that an e-mail of some megabytes is still being written when its wire breaks.
        server.setReceiveBufferSize(8192);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        accepting = Thread.ofVirtual().start(this::accept);
    }

    /** Sets the answer to a command. CONTENT is the moment after the first line of an e-mail. */
    ScriptedSmtp on(String command, String answer) {
        script.put(command, answer);
        return this;
    }

    /** Sets the next answer to a command; the ones after it are as before. */
    ScriptedSmtp once(String command, String answer) {
        once.put(command, answer);
        return this;
    }

    /** Holds back the next answer to a command until the latch is counted down. */
    CountDownLatch holding(String command) {
        CountDownLatch latch = new CountDownLatch(1);
        held.put(command, latch);
        return latch;
    }

    /** Offers STARTTLS. */
    ScriptedSmtp offering(SSLContext context) {
        tls = context;
        return on("EHLO", "250-scripted\r\n250 STARTTLS").on("STARTTLS", "220 2.0.0 go on");
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return accepted.get();
    }

    /** Closes all connections, as servers do to idle ones. */
    void cutAll() throws IOException {
        for (Socket socket : connections) {
            socket.close();
        }
        connections.clear();
    }

    /** Closes; no client can connect any more when it returns, since the accepting thread has given the port up by then. */
    @Override
    public void close() throws IOException {
        server.close();
        join();
        end.complete(null);
        cutAll();
    }

    private void join() {
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                connections.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket plain) {
        try (plain) {
            if (answer(plain, "GREETING")) {
                converse(plain, new BufferedInputStream(plain.getInputStream()));
            }
        } catch (IOException cut) {
            // by the script, or the client went
        }
    }

    private void converse(Socket socket, InputStream in) throws IOException {
        boolean goesOn = true;
        while (goesOn) {
            String line = line(in);
            if (line == null) {
                return;
            }
            commands.add(line);
            String command = line.split("[ :]", 2)[0];
            boolean asked = command.equals("DATA") && nextAnswer("DATA").startsWith("354");
            goesOn = answer(socket, command) && (!asked || mail(socket, in));
            if (command.equals("STARTTLS")) {
                on("EHLO", "250 scripted");
                SSLSocket secret = (SSLSocket) tls.getSocketFactory().createSocket(socket, "client", 0, true);
                secret.setUseClientMode(false);
                converse(secret, new BufferedInputStream(secret.getInputStream()));
                return;
            }
        }
    }

    private boolean mail(Socket socket, InputStream in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = line(in); line != null; line = line(in)) {
            if (line.equals(".")) {
                mails.add(mail.toString());
                return answer(socket, "DOT");
            }
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            if (script.containsKey("CONTENT")) {
                return answer(socket, "CONTENT");
            }
        }
        return false;
    }

    private boolean answer(Socket socket, String command) throws IOException {
        await(held.remove(command));
        String answer = nextAnswer(command);
        once.remove(command);
        switch (answer) {
            case CUT -> socket.close();
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case SILENCE -> {
                // reads no more either: a silent server answers nothing later
                end.join();
                return false;
            }
            case WITH_NEXT -> owed.merge(socket, "250 2.0.0 ok\r\n", String::concat);
            default ->
                socket.getOutputStream().write((owed(socket) + answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        boolean open = !answer.equals(CUT) && !answer.equals(RESET);
        if (answer.startsWith("421")) {
            socket.close();
            return false;
        }
        return open;
    }

    private String owed(Socket socket) {
        String owing = owed.remove(socket);
        return owing == null ? "" : owing;
    }

    private String nextAnswer(String command) {
        String next = once.get(command);
        return next == null ? script.getOrDefault(command, "502 unknown") : next;
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(b);
        }
        return null;
    }
}
