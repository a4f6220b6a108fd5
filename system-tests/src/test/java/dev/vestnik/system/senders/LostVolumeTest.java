package dev.vestnik.system.senders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.system.senders.Texts.Reported;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** An sms-sender is killed and loses its volume while the provider has not reported yet on the texts that it took. */
@EnabledIfSystemProperty(named = "vestnik.disasters", matches = "\\d+")
class LostVolumeTest {
    private static final int TEXTS = Integer.getInteger("vestnik.disasters", 0);
    private static final Duration UNTIL_REPORTED = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void receiptsFindTheirTextsWithoutIt() throws Exception {
        try (SmsShop shop = new SmsShop(directory, Via.SMPP);
                Child sender = shop.sender("one")) {
            Texts texts = new Texts(shop.kafka());
            shop.sandbox()
                    .call("POST", "/behaviour", "{\"channel\": \"sms\", \"receiptDelay\": \"" + UNTIL_REPORTED + "\"}");
            sender.start(List.of(), shop.arguments(sender, "one"));
            texts.write(0, TEXTS);
            await("a receipt of every text")
                    .atMost(PATIENCE)
                    .until(() -> texts.reported().size() == TEXTS);
            assertThat(delivered(texts.reported())).as("reported too soon").isLessThan(TEXTS);

            sender.kill();
            assertThat(FileSystemUtils.deleteRecursively(shop.volume("one"))).isTrue();
            long lost = System.nanoTime();
            sender.start(List.of(), shop.arguments(sender, "one"));
            sender.awaitReady();
            System.out.printf(
                    "ready again after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - lost).toMillis());

            await("a delivery of every text").atMost(PATIENCE).until(() -> delivered(texts.reported()) == TEXTS);
            assertThat(shop.taken()).as("each text once").isEqualTo(TEXTS);
        }
    }

    private static long delivered(Map<Integer, Reported> reported) {
        return reported.values().stream().filter(Reported::delivered).count();
    }
}
