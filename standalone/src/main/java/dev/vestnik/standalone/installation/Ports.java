package dev.vestnik.standalone.installation;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The ports on loopback on which the parts listen. */
public final class Ports {
    /** A part that listens; {@code VESTNIK_NAME_PORT} changes its port. */
    public enum Part {
        INGEST(8080),
        ENGINE(8081),
        SMS(8082),
        EMAIL(8083),
        PUSH(8084),
        PAGES(8086),
        REGISTRY(8085),
        SANDBOX(8090),
        KAFKA(9092),
        CONTROLLER(9093),
        SMPP(2775),
        SMTP(2525),
        APNS(2197);

        private final int usual;

        Part(int usual) {
            this.usual = usual;
        }

        /** The environment variable that changes the port. */
        public String variable() {
            return "VESTNIK_" + name() + "_PORT";
        }

        /** The part's name for people: {@code ingest}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The environment variable that says where the part is, when it is not on this machine. */
        public String addressVariable() {
            return "VESTNIK_" + name() + "_URL";
        }

        boolean sandboxOnly() {
            return this == SANDBOX || this == SMPP || this == SMTP || this == APNS;
        }
    }

    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
    private final Map<Part, String> elsewhere = new EnumMap<>(Part.class);

    private Ports() {}

    /** The usual ports and this machine, changed by the environment. */
    public static Ports of(Map<String, String> environment) {
        Ports result = new Ports();
        for (Part part : Part.values()) {
            String set = environment.get(part.variable());
            result.ports.put(part, set == null || set.isBlank() ? part.usual : parsed(part, set));
            String address =
                    environment.getOrDefault(part.addressVariable(), "").strip();
            if (!address.isEmpty()) {
                result.elsewhere.put(part, address(part, address));
            }
        }
        return result;
    }

    private static String address(Part part, String text) {
        if (!text.matches("https?://[^\\s/]+(/[^\\s]*)?")) {
            throw new CommandFailedException(
                    part.addressVariable() + " must be an address such as https://vestnik.shop.example, not " + text);
        }
        return text.replaceFirst("/+$", "");
    }

    /** Picks ports that were free a moment ago. */
    public static Ports free() {
        Ports result = new Ports();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Part part : Part.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                result.ports.put(part, socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
            return result;
        } catch (IOException e) {
            throw new CommandFailedException("no free ports on this machine: " + e.getMessage(), e);
        }
    }

    private static int parsed(Part part, String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new CommandFailedException(part.variable() + " must be a port number from 1 to 65535, not " + text);
    }

    /** The port of a part. */
    public int of(Part part) {
        return java.util.Objects.requireNonNull(ports.get(part));
    }

    /** {@code http://127.0.0.1:PORT}, or where the environment says that the part is. */
    public String url(Part part) {
        return elsewhere.getOrDefault(part, "http://127.0.0.1:" + of(part));
    }

    /** The port on this machine, or the address elsewhere. */
    public String place(Part part) {
        return elsewhere.getOrDefault(part, String.valueOf(of(part)));
    }

    /** Whether a part is asked how it is: every one of this machine, or those alone of which an address elsewhere is known. */
    public boolean isAsked(Part part) {
        return elsewhere.isEmpty() || elsewhere.containsKey(part);
    }

    /** @throws CommandFailedException when a port is taken, or a part said to be elsewhere; the message names all that are */
    public void requireFree(boolean sandbox) {
        if (!elsewhere.isEmpty()) {
            throw new CommandFailedException("up starts every part on this machine: unset "
                    + elsewhere.keySet().stream().map(Part::addressVariable).collect(Collectors.joining(", ")));
        }
        List<String> taken = new ArrayList<>();
        for (Part part : Part.values()) {
            if ((sandbox || !part.sandboxOnly()) && isTaken(of(part))) {
                taken.add(part.label() + " " + of(part) + " (" + part.variable() + ")");
            }
        }
        if (!taken.isEmpty()) {
            throw new CommandFailedException("These ports are taken: " + String.join(", ", taken)
                    + ". Is another Vestnik running (./vestnik status)? Else choose others by the variables named.");
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
