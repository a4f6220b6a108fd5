package dev.vestnik.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A full Postfix with configuration, queue and port of its own. It takes mails for example.com, and passes them on to another server. */
final class Postfix implements AutoCloseable {
    private static final String SERVICES = """
            127.0.0.1:%d inet n - n - - smtpd
            pickup   unix n - n 60 1 pickup
            cleanup  unix n - n - 0 cleanup
            qmgr     unix n - n 300 1 qmgr
            rewrite  unix - - n - - trivial-rewrite
            bounce   unix - - n - 0 bounce
            defer    unix - - n - 0 bounce
            trace    unix - - n - 0 bounce
            flush    unix n - n - 0 flush
            proxymap unix - - n - - proxymap
            smtp     unix - - n - - smtp
            relay    unix - - n - - smtp
            error    unix - - n - - error
            retry    unix - - n - - error
            anvil    unix - - n - 1 anvil
            scache   unix - - n - 1 scache
            tlsmgr   unix - - n - 1 tlsmgr
            postlog  unix-dgram n - n - 1 postlogd
            """;

    private static final String SETTINGS = """
            compatibility_level = 3.6
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            maillog_file = %1$s/mail.log
            maillog_file_prefixes = %1$s
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            myhostname = mx.example.com
            mydestination =
            alias_maps =
            local_recipient_maps =
            relay_domains = example.com
            relay_transport = smtp:[127.0.0.1]:%2$d
            smtpd_relay_restrictions = permit_mynetworks, reject
            notify_classes =
            milter_default_action = reject
            smtpd_milters = %3$s
            """;

    private final int port = Program.freePort();
    private final Path directory;
    private final List<String> program;
    private final Thread end = new Thread(this::abort);

    /**
     * @param directory empty, for all that it keeps
     * @param next the port of the server that gets the mails
     * @param milter the port of a filter that they pass; null for none
     */
    Postfix(Path directory, int next, @Nullable Integer milter) throws IOException, InterruptedException {
        this.directory = directory;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path settings = Files.createDirectories(directory.resolve("etc"));
        Files.createDirectories(directory.resolve("queue"));
        String filter = milter == null ? "" : "inet:127.0.0.1:" + milter;
        Files.writeString(settings.resolve("main.cf"), SETTINGS.formatted(directory, next, filter));
        Files.writeString(settings.resolve("master.cf"), SERVICES.formatted(port));
        program = List.of(Program.find("postfix").orElseThrow().toString(), "-c", settings.toString());
        command("start");
        Runtime.getRuntime().addShutdownHook(end);
        Program.awaitListening(port);
    }

    private String command(String name) throws IOException, InterruptedException {
        return Program.run(Stream.concat(program.stream(), Stream.of(name)).toList());
    }

    private void abort() {
        try {
            command("abort");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this machine can run one. */
    static boolean isHere() throws IOException, InterruptedException {
        if (Program.find("postfix").isEmpty() || !Program.isRoot()) {
            return false;
        }
        System.out.println("peer: " + version());
        return true;
    }

    static String version() throws IOException, InterruptedException {
        String postconf = Program.find("postconf").orElseThrow().toString();
        return "Postfix " + Program.run(List.of(postconf, "-d", "-h", "mail_version"));
    }

    int port() {
        return port;
    }

    /** What it has said so far. */
    String log() throws IOException {
        return Files.readString(directory.resolve("mail.log"));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(end);
        abort();
    }
}
