package dev.vestnik.benchmarks.links;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Follows links at a fixed rate, whether the server keeps up or not: a call is timed from the moment at which it was due. */
final class Visitors {
    private static final int CONNECTIONS = 64;
    private static final String REQUEST = """
            GET %s HTTP/1.1\r
            Host: go.shop.example\r
            User-Agent: Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0\r
            \r
            """;

    private final int port;
    private final long everyNanos;

    Visitors(int port, int perSecond) {
        this.port = port;
        this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** The times that the calls took, sorted, in nanoseconds. */
    long[] follow(List<String> paths) throws Exception {
        long[] took = new long[paths.size()];
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                int first = connection;
                all.add(threads.submit(() -> {
                    follow(paths, first, start, took);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        Arrays.sort(took);
        return took;
    }

    private void follow(List<String> paths, int first, long start, long[] took) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            for (int i = first; i < paths.size(); i += CONNECTIONS) {
                long due = start + i * everyNanos;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                socket.getOutputStream().write(REQUEST.formatted(paths.get(i)).getBytes(StandardCharsets.US_ASCII));
                readRedirect(socket.getInputStream());
                took[i] = System.nanoTime() - due;
            }
        }
    }

    private static void readRedirect(InputStream answer) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = answer.read();
            if (next < 0) {
                throw new IOException("the connection ended within an answer");
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 302")) {
            throw new IOException("no redirect: " + head);
        }
    }
}
