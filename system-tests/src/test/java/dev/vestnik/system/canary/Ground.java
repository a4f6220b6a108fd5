package dev.vestnik.system.canary;

import dev.vestnik.system.installation.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Every place that others than a customer's own support can read; there is no mark on it. */
final class Ground {
    private static final List<String> OPEN =
            List.of("/actuator/prometheus", "/actuator/health", "/actuator/health/readiness", "/openapi");
    private static final List<String> SENDERS = List.of("/api/lanes");
    private static final List<String> ENGINE =
            List.of("/api/status", "/api/dead-letters", "/actuator/info", "/api/journeys", "/api/offers/canary/stock");

    private final Standalone vestnik;
    private final Path data;
    private final Door door;

    Ground(Standalone vestnik, Path data, Door door) {
        this.vestnik = vestnik;
        this.data = data;
        this.door = door;
    }

    /** What each place says now, by its name. */
    Map<String, String> places() throws IOException, InterruptedException {
        Map<String, String> places = new TreeMap<>(door.refused());
        for (String part : List.of("INGEST", "ENGINE", "SMS", "EMAIL", "PUSH", "PAGES")) {
            pages(part, OPEN, places);
        }
        for (String part : List.of("SMS", "EMAIL", "PUSH")) {
            pages(part, SENDERS, places);
        }
        pages("ENGINE", ENGINE, places);
        logs(places);
        files(places);
        processes(places);
        return places;
    }

    /** The dead letters as operators list them, of each topic. */
    Map<String, String> letters(List<String> topics) throws IOException, InterruptedException {
        Map<String, String> pages = new TreeMap<>();
        pages(
                "ENGINE",
                topics.stream()
                        .map(topic -> "/api/dead-letters/" + topic + "?limit=500")
                        .toList(),
                pages);
        return pages;
    }

    private void pages(String part, List<String> paths, Map<String, String> places)
            throws IOException, InterruptedException {
        for (String path : paths) {
            places.put("the page " + path + " of " + part, door.page(part, path));
        }
    }

    private void logs(Map<String, String> places) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path log : files.filter(file -> file.toString().contains(".log") && !isKafkas(file))
                    .toList()) {
                places.put("the log " + data.relativize(log), Files.readString(log));
            }
        }
    }

    /** Its records are what is kept, in files that are called logs. */
    private boolean isKafkas(Path file) {
        return data.relativize(file).startsWith("kafka")
                || Files.isDirectory(file)
                || file.toString().contains("engine/");
    }

    private void files(Map<String, String> places) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            places.put(
                    "the names of files",
                    String.join("\n", files.map(Path::toString).toList()));
        }
    }

    private void processes(Map<String, String> places) throws IOException, InterruptedException {
        List<ProcessHandle> processes = new ArrayList<>(List.of(vestnik.handle()));
        processes.addAll(vestnik.children().toList());
        for (ProcessHandle process : processes) {
            places.put(
                    "the arguments of process " + process.pid(),
                    process.info().commandLine().orElse("")
                            + Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")));
            places.put("the threads of process " + process.pid(), jcmd(process.pid(), "Thread.print", "-l", "-e"));
            Path dump = Files.createTempDirectory("threads").resolve("dump.json");
            jcmd(process.pid(), "Thread.dump_to_file", "-format=json", dump.toString());
            places.put("the virtual threads of process " + process.pid(), Files.readString(dump));
        }
    }

    private static String jcmd(long pid, String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid)));
        whole.addAll(List.of(command));
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("jcmd " + whole + ": " + said);
        }
        return said;
    }
}
