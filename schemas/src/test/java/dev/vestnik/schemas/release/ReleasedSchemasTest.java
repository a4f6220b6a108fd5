package dev.vestnik.schemas.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasedSchemasTest {
    private final ReleasedSchemas released = new ReleasedSchemas(Path.of("src/released"));

    @Test
    void whatWasReleasedStaysReadable() throws IOException {
        if (Boolean.getBoolean("vestnik.release")) {
            released.write(ReleasedSchemas.current());
        }
        assertThat(released.read()).isNotEmpty();
        assertThat(ReleasedSchemas.problems(released.read(), ReleasedSchemas.current()))
                .as(
                        "a record that a released version has written must stay readable (BACKWARD): give a new field a default, "
                                + "do not remove or rename what is in a union or an enum. A release takes the schemas over with "
                                + "mvn -pl schemas test -Dtest=ReleasedSchemasTest -Dvestnik.release=true")
                .isEmpty();
    }

    @Test
    void aRequiredFieldIsRefused() {
        String now = json("ShopEvent")
                .replace(
                        "\"name\":\"CartCleared\",\"fields\":[",
                        "\"name\":\"CartCleared\",\"fields\":[" + "{\"name\":\"clearedBy\",\"type\":\"string\"},");
        assertThat(problems(json("ShopEvent"), now))
                .anyMatch(problem -> problem.contains("CartCleared") && problem.contains("clearedBy"));
    }

    @Test
    void aBranchThatIsTakenAwayIsRefused() {
        String before = json("CodeEvent")
                .replace(
                        "\"type\":[{\"type\":\"record\",\"name\":\"AccountVerificationRequested\"",
                        "\"type\":[{\"type\":\"record\",\"name\":\"AccountLocked\",\"fields\":[]},"
                                + "{\"type\":\"record\",\"name\":\"AccountVerificationRequested\"");
        assertThat(problems(before, json("CodeEvent"))).contains("it AccountLocked is gone");
    }

    @Test
    void aRecordThatIsNoTopicsValueAnyMoreIsRefused() {
        Schema code = ReleasedSchemas.current().get("CodeEvent");
        assertThat(ReleasedSchemas.problems(Map.of("CodeEvent", code), Map.of()))
                .singleElement()
                .asString()
                .startsWith("CodeEvent");
    }

    @Test
    void anOptionalFieldIsAccepted() {
        String now = json("ShopEvent")
                .replace(
                        "\"name\":\"CartCleared\",\"fields\":[",
                        "\"name\":\"CartCleared\",\"fields\":["
                                + "{\"name\":\"clearedBy\",\"type\":[\"null\",\"string\"],\"default\":null},");
        assertThat(now).contains("clearedBy");
        assertThat(problems(json("ShopEvent"), now)).isEmpty();
    }

    @Test
    void aReleaseWritesWhatItReads(@TempDir Path directory) throws IOException {
        ReleasedSchemas fresh = new ReleasedSchemas(directory);
        fresh.write(ReleasedSchemas.current());
        assertThat(fresh.read()).isEqualTo(ReleasedSchemas.current());
    }

    /** Without docs and annotations, so that a field is where its record's name is. */
    private static String json(String name) {
        return SchemaNormalization.toParsingForm(ReleasedSchemas.current().get(name))
                .replaceAll(
                        "\"name\":\"dev\\.vestnik\\.schemas\\.shop\\.(\\w+)\",\"type\":\"(record|enum)\"",
                        "\"type\":\"$2\",\"name\":\"$1\"")
                .replace("dev.vestnik.schemas.shop.", "");
    }

    private static List<String> problems(String released, String current) {
        return ReleasedSchemas.problems(
                Map.of("it", new Schema.Parser().parse(released)), Map.of("it", new Schema.Parser().parse(current)));
    }
}
