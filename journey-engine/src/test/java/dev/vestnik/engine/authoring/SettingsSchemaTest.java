package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.SchemaAgreement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The schema for editors says what the reader says, as far as a schema can. */
class SettingsSchemaTest {
    @Test
    void agreesWithTheReader() throws IOException {
        SchemaAgreement agreement = new SchemaAgreement(
                SchemaController.SETTINGS.getContentAsString(StandardCharsets.UTF_8),
                document -> SettingsDocument.parse(document) instanceof Checked.Sound<SettingsDocument>);
        String json = "{\"zone\":\"Europe/Moscow\",\"locale\":\"ru\",\"texts\":{\"name\":\"Lavka\"}}";
        assertThat(agreement.of(json, Set.of("texts")).refused()).isGreaterThan(8);
        agreement.of("{}", Set.of());
    }
}
