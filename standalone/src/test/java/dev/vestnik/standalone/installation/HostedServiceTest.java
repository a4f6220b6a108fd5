package dev.vestnik.standalone.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

class HostedServiceTest {
    @TempDir
    Path directory;

    private final Map<String, Object> properties =
            Map.of("spring.application.name", "as the installation says", "vestnik.said", "as the installation says");

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(directory.resolve("config"));
    }

    @ParameterizedTest
    @EnumSource(HostedService.class)
    void prefersItsFileInTheDataDirectoryToPackagedAndInstallationProperties(HostedService service) throws IOException {
        Files.writeString(
                directory.resolve("config").resolve(service.label() + ".yml"),
                "spring.application.name: as the file says\nvestnik.said: as the file says\n");

        Environment environment = environment(service);

        assertThat(environment.getProperty("spring.application.name")).isEqualTo("as the file says");
        assertThat(environment.getProperty("vestnik.said")).isEqualTo("as the file says");
    }

    @ParameterizedTest
    @EnumSource(HostedService.class)
    void prefersInstallationPropertiesToPackagedOnes(HostedService service) {
        assertThat(environment(service).getProperty("spring.application.name")).isEqualTo("as the installation says");
    }

    @ParameterizedTest
    @EnumSource(HostedService.class)
    void doesNotReadAnotherServicesFile(HostedService service) throws IOException {
        for (HostedService other : HostedService.values()) {
            if (other != service) {
                Files.writeString(
                        directory.resolve("config").resolve(other.label() + ".yml"),
                        "vestnik.said: as another's file says\n");
            }
        }

        assertThat(environment(service).getProperty("vestnik.said")).isEqualTo("as the installation says");
    }

    /** The environment of a service, before any of its beans is made. */
    private Environment environment(HostedService service) {
        AtomicReference<Environment> seen = new AtomicReference<>();
        ApplicationListener<ApplicationPreparedEvent> look = event -> {
            seen.set(event.getApplicationContext().getEnvironment());
            throw new SeenEnough();
        };
        assertThatThrownBy(() -> service.application(DataDirectory.at(directory), properties, Map.of())
                        .listeners(look)
                        .run())
                .isInstanceOf(SeenEnough.class);
        return seen.get();
    }

    private static final class SeenEnough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
