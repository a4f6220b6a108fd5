package dev.vestnik.standalone;

import dev.vestnik.standalone.check.Check;
import dev.vestnik.standalone.command.Command;
import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.command.CommandLine;
import dev.vestnik.standalone.deadletters.DeadLetterCommand;
import dev.vestnik.standalone.demo.Demo;
import dev.vestnik.standalone.documents.Documents;
import dev.vestnik.standalone.documents.PackInstallation;
import dev.vestnik.standalone.documents.PackWishes;
import dev.vestnik.standalone.documents.Packs;
import dev.vestnik.standalone.installation.DataDirectory;
import dev.vestnik.standalone.installation.Installation;
import dev.vestnik.standalone.installation.LastResort;
import dev.vestnik.standalone.installation.OwnerOnly;
import dev.vestnik.standalone.installation.Ports;
import dev.vestnik.standalone.installation.Ports.Part;
import dev.vestnik.standalone.keys.KeysCommand;
import dev.vestnik.standalone.send.Send;
import dev.vestnik.standalone.status.Status;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands of the launcher that run in Java: up, demo, send, status, keys, pull, diff, apply, check, packs, dead-letters. */
public final class Vestnik {
    private final PrintStream out;

    private Vestnik(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        OwnerOnly.fromNowOn();
        try {
            System.exit(new Vestnik(out).run(List.of(arguments)));
        } catch (CommandFailedException e) {
            System.err.println("vestnik: " + e.getMessage());
            System.exit(1);
        }
    }

    private int run(List<String> arguments) throws InterruptedException {
        Command command = Command.of(arguments.isEmpty() ? "" : arguments.getFirst());
        CommandLine rest = command.read(arguments.stream().skip(1).toList());
        return switch (command) {
            case UP -> up(rest);
            case DEMO -> demo(rest);
            case SEND -> send(rest);
            case STATUS -> status(rest);
            case KEYS -> keys(rest);
            case PULL -> documents(rest, command).pull();
            case DIFF -> documents(rest, command).diff(inFlight(rest));
            case APPLY -> documents(rest, command).apply(inFlight(rest), () -> rest.flag("--yes") || consent("apply"));
            case CHECK -> check(rest);
            case PACKS -> packs(rest);
            case DEAD_LETTERS -> deadLetters(rest);
        };
    }

    private static String inFlight(CommandLine arguments) {
        return arguments.option("--in-flight").orElse("keep");
    }

    private int up(CommandLine arguments) throws InterruptedException {
        Ports ports = Ports.of(System.getenv());
        boolean sandbox = arguments.flag("--sandbox");
        ports.requireFree(sandbox);
        DataDirectory directory = DataDirectory.at(data(arguments));
        logInto(directory);
        out.println("starting, data in " + directory.root());
        long open = directory.closeToOthers();
        if (open > 0) {
            out.printf(
                    "%d files and directories in it were open to other users of this machine; now they are not%n",
                    open);
        }
        LastResort.install(directory);
        Installation installation = new Installation(directory, ports, sandbox);
        CountDownLatch stopped = stopOnSignal(installation);
        installation.start();
        urls(installation, sandbox);
        stopped.await();
        return 0;
    }

    /** Sends the log into the directory. logback.xml sets logging up once for all services, in place of Spring. */
    static void logInto(DataDirectory directory) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("vestnik.log.dir", directory.directory("logs").toString());
    }

    private CountDownLatch stopOnSignal(Installation installation) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            if (installation.isRunning()) {
                out.println("\nstopping");
            }
            installation.close();
            stopped.countDown();
        }));
        return stopped;
    }

    private void urls(Installation installation, boolean sandbox) {
        Ports ports = installation.ports();
        out.printf("  events    POST %s/v1/events%n", ports.url(Part.INGEST));
        out.printf("  engine    %s/api/journeys   (%s/openapi)%n", ports.url(Part.ENGINE), ports.url(Part.ENGINE));
        out.printf("  console   %s/console%n", ports.url(Part.ENGINE));
        out.printf(
                "  senders   sms %s  email %s  push %s%n",
                ports.url(Part.SMS), ports.url(Part.EMAIL), ports.url(Part.PUSH));
        out.printf("  pages     %s   (links of messages)%n", ports.url(Part.PAGES));
        out.printf(
                "  kafka     127.0.0.1:%d   registry %s/apis/ccompat/v7%n",
                ports.of(Part.KAFKA), ports.url(Part.REGISTRY));
        if (sandbox) {
            out.printf("  sandbox   %s/outbox%n", ports.url(Part.SANDBOX));
        }
        out.printf(
                "  API key   %s   (in %s)%n",
                installation.data().apiKey(), installation.data().root().resolve("api-key"));
        out.println("ready; Ctrl-C stops it");
    }

    private int demo(CommandLine arguments) throws InterruptedException {
        String length = arguments.option("--for").orElse("60s");
        try {
            String iso = length.startsWith("P") ? length : "PT" + length.toUpperCase(Locale.ROOT);
            return new Demo(out, Duration.parse(iso)).run() ? 0 : 1;
        } catch (DateTimeParseException e) {
            throw new CommandFailedException("--for takes a duration such as 60s or 5m, not " + length, e);
        }
    }

    private int send(CommandLine arguments) throws InterruptedException {
        String file = arguments
                .next()
                .orElseThrow(
                        () -> new CommandFailedException("send what? ./vestnik send FILE (or - for standard input)"));
        Path data = data(arguments);
        String key = requiredKey(data);
        Send send = new Send(out, data, Ports.of(System.getenv()).url(Part.INGEST), key);
        return send.run(file).refused() == 0 ? 0 : 1;
    }

    private Documents documents(CommandLine arguments, Command command) {
        String name = command.label();
        String directory = arguments
                .next()
                .orElseThrow(() -> new CommandFailedException(name + " what? ./vestnik " + name + " DIR"));
        return new Documents(
                out, Ports.of(System.getenv()).url(Part.ENGINE), requiredKey(data(arguments)), Path.of(directory));
    }

    private static boolean consent(String what) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CommandFailedException(
                    what + " asks before it changes anything, and nobody is there to answer: add --yes");
        }
        String answer = console.readLine(what + " this? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static String requiredKey(Path data) {
        return key(data)
                .orElseThrow(() -> new CommandFailedException(
                        "no API key: set VESTNIK_API_KEY, or run where ./vestnik up keeps its data (--data DIR)"));
    }

    private int status(CommandLine arguments) {
        String key = key(data(arguments)).orElse(null);
        Status status = new Status(out, Ports.of(System.getenv()), key);
        return (arguments.flag("--json") ? status.json() : status.run()) ? 0 : 1;
    }

    private int keys(CommandLine arguments) {
        Path file = arguments
                .option("--file")
                .map(Path::of)
                .orElseGet(() -> DataDirectory.at(data(arguments)).keyFile());
        new KeysCommand(out, file, InstantSource.system()).run(arguments);
        return 0;
    }

    private int check(CommandLine arguments) {
        String directory = arguments
                .next()
                .orElseThrow(() -> new CommandFailedException(
                        "check what? ./vestnik check DIR, where DIR has journeys, templates, settings, tests"));
        return new Check(out, Path.of(directory)).run() ? 0 : 1;
    }

    private int packs(CommandLine arguments) throws InterruptedException {
        Packs packs = new Packs(out, Path.of(System.getProperty("vestnik.packs", "scenario-packs")));
        String what = arguments.next().orElse("list");
        Optional<String> name = arguments.next();
        if (what.equals("list") && name.isEmpty()) {
            return packs.list();
        }
        String pack = name.orElseThrow(
                () -> new CommandFailedException(what + " which pack? ./vestnik packs " + what + " NAME"));
        return switch (what) {
            case "show" -> packs.show(pack);
            case "install" -> install(packs, pack, arguments);
            default -> throw new CommandFailedException("packs list, show NAME or install NAME, not " + what);
        };
    }

    private int install(Packs packs, String pack, CommandLine arguments) throws InterruptedException {
        PackWishes wishes = PackWishes.of(arguments.all("--set"), arguments.all("--take"));
        String engine = Ports.of(System.getenv()).url(Part.ENGINE);
        PackInstallation installation = packs.installation(pack, engine, requiredKey(data(arguments)));
        return installation.run(wishes, asker(arguments), () -> arguments.flag("--yes") || consent("install"));
    }

    /** Asks nobody where nobody is there, or none should be. */
    private static Function<String, @Nullable String> asker(CommandLine arguments) {
        Console console = System.console();
        if (console == null || !console.isTerminal() || arguments.flag("--yes")) {
            return question -> null;
        }
        return console::readLine;
    }

    private int deadLetters(CommandLine arguments) throws InterruptedException {
        String engine = Ports.of(System.getenv()).url(Part.ENGINE);
        DeadLetterCommand command = new DeadLetterCommand(out, engine, requiredKey(data(arguments)));
        return command.run(arguments, () -> consent("replay")) ? 0 : 1;
    }

    private static Path data(CommandLine arguments) {
        return Path.of(arguments.option("--data").orElse("data"));
    }

    private static Optional<String> key(Path data) {
        String set = System.getenv("VESTNIK_API_KEY");
        if (set != null && !set.isBlank()) {
            return Optional.of(set.strip());
        }
        try {
            return Optional.of(Files.readString(data.resolve("api-key")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
