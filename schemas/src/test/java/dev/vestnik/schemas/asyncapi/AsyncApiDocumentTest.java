package dev.vestnik.schemas.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AsyncApiDocumentTest {
    private static final Path FILE = Path.of("asyncapi.yaml");

    @Test
    void theCommittedDocumentDescribesTheCatalogue() throws IOException {
        String current = new AsyncApiDocument(Topics.all().stream()
                        .filter(topic -> topic.value() != null)
                        .toList())
                .yaml();
        if (Boolean.getBoolean("vestnik.write")) {
            Files.writeString(FILE, current);
        }
        assertThat(Files.readString(FILE))
                .as("schemas/asyncapi.yaml is stale: "
                        + "mvn -pl schemas test -Dtest=AsyncApiDocumentTest -Dvestnik.write=true writes it anew")
                .isEqualTo(current);
    }
}
