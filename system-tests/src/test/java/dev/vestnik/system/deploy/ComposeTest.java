package dev.vestnik.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Reads docker-compose.yml, and what it mounts, as Compose does where nothing is set. */
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)(?::([-?])([^}]*))?}");
    private static final Set<String> OURS = Set.of(
            "order-ingest", "journey-engine", "sms-sender", "email-sender", "push-sender", "customer-pages", "sandbox");
    private static final Set<String> DOUBLED = Set.of("journey-engine", "sms-sender", "email-sender", "push-sender");

    private final Map<String, Map<String, Object>> services = services();

    ComposeTest() throws IOException {}

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() throws IOException {
        try (Reader file = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(200);
            Map<String, Object> all = new Yaml(options).load(file);
            return (Map<String, Map<String, Object>>) all.get("services");
        }
    }

    /** The value of a text where no variable is set. */
    private static String unset(Object text) {
        return VARIABLE.matcher(text.toString())
                .replaceAll(variable -> "-".equals(variable.group(2)) ? variable.group(3) : "");
    }

    private static List<?> list(Map<String, Object> service, String name) {
        return (List<?>) service.getOrDefault(name, List.of());
    }

    private static boolean isOurs(Map<String, Object> service) {
        return service.get("image").toString().startsWith("vestnik/");
    }

    private Set<String> named(Predicate<Map<String, Object>> wanted) {
        return services.entrySet().stream()
                .filter(service -> wanted.test(service.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ofProfile(String profile) {
        return named(service -> list(service, "profiles").contains(profile));
    }

    @Test
    void startsEveryServiceOfTheSystem() {
        Set<String> expected = new TreeSet<>(OURS);
        DOUBLED.forEach(service -> expected.add(service + "-2"));
        assertThat(named(ComposeTest::isOurs)).isEqualTo(expected);
        assertThat(named(service -> !service.containsKey("profiles")))
                .contains(
                        "kafka",
                        "registry",
                        "order-ingest",
                        "journey-engine",
                        "sms-sender",
                        "email-sender",
                        "push-sender",
                        "customer-pages");
        assertThat(ofProfile("sandbox")).containsExactly("sandbox");
        assertThat(ofProfile("observability")).containsExactly("alertmanager", "grafana", "jaeger", "prometheus");
        assertThat(ofProfile("cluster"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("kafka-2", "kafka-3"),
                                DOUBLED.stream().map(service -> service + "-2"))
                        .toList());
    }

    @Test
    void everyImageHasAFixedVersion() throws IOException {
        List<String> images = new ArrayList<>(services.values().stream()
                .map(service -> unset(service.get("image")))
                .toList());
        Files.readAllLines(ROOT.resolve("deploy/docker/Dockerfile")).stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ")[1])
                .forEach(images::add);
        assertThat(images)
                .hasSizeGreaterThan(15)
                .allMatch(image -> image.matches("[a-z./-]+:v?[0-9]+\\.[A-Za-z0-9._-]*"));
    }

    @Test
    void opensPortsOnLoopbackAloneUnlessAsked() {
        assertThat(services.values().stream()
                        .flatMap(service -> list(service, "ports").stream())
                        .map(ComposeTest::unset))
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(services.values()).noneMatch(service -> "host".equals(service.get("network_mode")));
    }

    @Test
    void nothingRunsWithMoreRightsOrMemoryThanItNeeds() {
        Set<String> running = named(service -> service.containsKey("restart"));
        assertThat(named(service -> !service.containsKey("restart")))
                .as("runs once")
                .containsExactly("registry-volume");
        for (String name : running) {
            Map<String, Object> service = services.get(name);
            assertThat(list(service, "cap_drop").contains("ALL")).as(name).isTrue();
            assertThat(list(service, "security_opt").contains("no-new-privileges:true"))
                    .as(name)
                    .isTrue();
            assertThat(service)
                    .as(name)
                    .containsKeys("mem_limit", "logging")
                    .doesNotContainEntry("user", "root")
                    .doesNotContainKey("privileged");
        }
        assertThat(named(service -> isOurs(service) || list(service, "profiles").contains("observability")))
                .allSatisfy(name -> assertThat(services.get(name)).as(name).containsEntry("read_only", true));
    }

    /** Docker would kill them ten seconds after it has asked them to end. */
    @Test
    void whatKeepsStatesHasTimeToEnd() {
        assertThat(named(service ->
                        isOurs(service) || service.get("image").toString().startsWith("apache/kafka:")))
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(services.get(name)).as(name).containsEntry("stop_grace_period", "60s"));
    }

    @Test
    void secretsComeFromOutside() throws IOException {
        String text = Files.readString(ROOT.resolve("docker-compose.yml"));
        Set<String> required = VARIABLE.matcher(text)
                .results()
                .filter(variable -> "?".equals(variable.group(2)))
                .map(variable -> variable.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(required)
                .containsExactly(
                        "CLUSTER_ID",
                        "VESTNIK_KEY_SHA256",
                        "VESTNIK_LINK_SECRET",
                        "VESTNIK_PAGES_SECRET",
                        "VESTNIK_REPORT_SECRET");
        String made = Files.readString(ROOT.resolve("deploy/docker/env"));
        assertThat(VARIABLE.matcher(text)
                        .results()
                        .map(variable -> variable.group(1))
                        .distinct())
                .filteredOn(variable -> !Set.of(
                                "VESTNIK_ADDRESS", "VESTNIK_PAGES_PUBLIC_URL", "VESTNIK_PROXIES", "VESTNIK_PUBLIC_URL")
                        .contains(variable))
                .allSatisfy(variable -> assertThat(made).contains(" " + variable + " "));
    }

    @Test
    void secretsAreTheirOwnersAloneAndStay(@TempDir Path directory) throws IOException, InterruptedException {
        Path script =
                Files.createDirectories(directory.resolve("deploy/docker")).resolve("env");
        Files.copy(ROOT.resolve("deploy/docker/env"), script);
        Path file = directory.resolve(".env");

        run(script, "cluster", "sandbox");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Map<String, String> first = variables(file);
        assertThat(first).containsEntry("COMPOSE_PROFILES", "cluster,sandbox").containsEntry("VESTNIK_SIZE", "cluster");
        assertThat(first.get("CLUSTER_ID")).matches("[A-Za-z0-9_][A-Za-z0-9_-]{21}");
        Files.writeString(file, "VESTNIK_PUBLIC_URL=https://shop.example\n", StandardOpenOption.APPEND);

        run(script, "observability");
        Map<String, String> second = variables(file);
        for (String kept : List.of(
                "CLUSTER_ID",
                "VESTNIK_API_KEY",
                "VESTNIK_KEY_SHA256",
                "VESTNIK_LINK_SECRET",
                "VESTNIK_REPORT_SECRET",
                "VESTNIK_PAGES_SECRET",
                "VESTNIK_VERSION")) {
            assertThat(second).as(kept).containsEntry(kept, first.get(kept));
        }
        assertThat(second)
                .containsEntry("COMPOSE_PROFILES", "observability")
                .containsEntry("VESTNIK_PUBLIC_URL", "https://shop.example")
                .doesNotContainKeys("VESTNIK_SIZE", "VESTNIK_PROVIDERS");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void afterAnUpgradeTheFileHasWhatItLackedAndTheProfilesOfBefore(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path script =
                Files.createDirectories(directory.resolve("deploy/docker")).resolve("env");
        Files.copy(ROOT.resolve("deploy/docker/env"), script);
        Path file = directory.resolve(".env");
        run(script, "cluster", "sandbox");
        Map<String, String> before = variables(file);
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("VESTNIK_PAGES_SECRET="))
                        .toList());

        run(script);
        Map<String, String> after = variables(file);
        assertThat(after.get("VESTNIK_PAGES_SECRET")).hasSizeGreaterThan(20);
        before.remove("VESTNIK_PAGES_SECRET");
        assertThat(after).containsAllEntriesOf(before);
    }

    private static void run(Path script, String... profiles) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(profiles));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Map<String, String> variables(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    @Test
    void whatIsMountedIsThere() {
        Set<String> missing = new HashSet<>();
        for (Map<String, Object> service : services.values()) {
            list(service, "volumes").stream()
                    .map(volume -> unset(volume).split(":")[0])
                    .filter(path -> path.startsWith("./") && !path.startsWith("./data/"))
                    .filter(path -> Files.notExists(ROOT.resolve(path)))
                    .forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void prometheusLooksAtEveryServiceOfItsSize() throws IOException {
        assertThat(targets("single"))
                .isEqualTo(metered(service -> !list(service, "profiles").contains("cluster")));
        assertThat(targets("cluster")).isEqualTo(metered(service -> true));
    }

    private Set<String> metered(Predicate<Map<String, Object>> wanted) {
        return named(service -> isOurs(service) && wanted.test(service)).stream()
                .filter(name -> !name.equals("sandbox"))
                .map(name -> name + ":"
                        + list(services.get(name), "ports")
                                .getFirst()
                                .toString()
                                .replaceFirst(".*:", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("unchecked")
    private static Set<String> targets(String size) throws IOException {
        try (Reader file = Files.newBufferedReader(ROOT.resolve("deploy/prometheus/targets/" + size + ".yml"))) {
            List<Map<String, List<String>>> groups = new Yaml().load(file);
            return new TreeSet<>(groups.getFirst().get("targets"));
        }
    }
}
