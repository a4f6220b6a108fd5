package dev.vestnik.sms.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyStoresTest {
    @TempDir
    private Path dir;

    @Test
    void forgetsTheTasksWithAnEmptyStoreAndNoOther() throws IOException {
        Path application = dir.resolve("vestnik.sms-receipts");
        Files.createDirectories(application.resolve("0_0/sms-ids/sms-ids.1795737600000"));
        Files.createDirectories(application.resolve("0_0/sms-parts"));
        Path whole = Files.createDirectories(application.resolve("0_1/sms-ids/sms-ids.1795737600000"));
        Files.writeString(
                Files.createDirectories(application.resolve("0_1/sms-parts/sms-parts.1795737600000"))
                        .resolve("CURRENT"),
                "MANIFEST");
        Files.writeString(application.resolve("kafka-streams-process-metadata"), "{}");

        EmptyStores.forget(dir);
        assertThat(application.resolve("0_0")).doesNotExist();
        assertThat(whole).exists();
        assertThat(application.resolve("kafka-streams-process-metadata")).exists();
    }

    @Test
    void hasNothingToForgetAtTheFirstStart() {
        assertThatCode(() -> EmptyStores.forget(dir.resolve("none"))).doesNotThrowAnyException();
    }
}
