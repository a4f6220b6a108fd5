package dev.vestnik.benchmarks.links;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Leads every call to the same address, and does nothing else: the control. */
public final class BareRedirect {
    private BareRedirect() {}

    /** @param arguments the port */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/l/", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://shop.example/cart");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }
}
