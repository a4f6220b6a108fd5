package dev.vestnik.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Reads docker-compose.yml, and what it mounts, as Compose does where nothing is set. */
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)(?::([-?])([^}]*))?}");
    private static final Set<String> OURS =
            Set.of("order-ingest", "journey-engine", "sms-sender", "email-sender", "push-sender", "sandbox");
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
                        "push-sender");
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
        assertThat(images).hasSizeGreaterThan(15).allMatch(image -> image.matches("[a-z./-]+:[v0-9][A-Za-z0-9.-]*"));
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
                    .containsKey("mem_limit")
                    .doesNotContainEntry("user", "root")
                    .doesNotContainKey("privileged");
        }
        assertThat(named(service -> isOurs(service) || list(service, "profiles").contains("observability")))
                .allSatisfy(name -> assertThat(services.get(name)).as(name).containsEntry("read_only", true));
    }

    @Test
    void secretsComeFromOutside() throws IOException {
        String text = Files.readString(ROOT.resolve("docker-compose.yml"));
        Set<String> required = VARIABLE.matcher(text)
                .results()
                .filter(variable -> "?".equals(variable.group(2)))
                .map(variable -> variable.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(required).containsExactly("VESTNIK_KEY_SHA256", "VESTNIK_LINK_SECRET", "VESTNIK_REPORT_SECRET");
        String made = Files.readString(ROOT.resolve("deploy/docker/env"));
        assertThat(VARIABLE.matcher(text)
                        .results()
                        .map(variable -> variable.group(1))
                        .distinct())
                .filteredOn(variable -> !Set.of("VESTNIK_VERSION", "VESTNIK_ADDRESS", "VESTNIK_PUBLIC_URL")
                        .contains(variable))
                .allSatisfy(variable -> assertThat(made).contains(variable + "="));
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
