package dev.vestnik.sms.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinRepliesTest {
    private static final int UCS2 = 8;

    private CorrelationDriver correlation;
    private TestInputTopic<String, byte[]> in;
    private TestOutputTopic<String, InboundMessage> out;

    @BeforeEach
    void start(@TempDir Path directory) {
        correlation = new CorrelationDriver(directory);
        in = correlation.input(Topics.SMS_REPLY_PARTS);
        out = correlation.output(Topics.INBOUND);
    }

    @AfterEach
    void stop() {
        correlation.close();
    }

    /** The second and the third part come in the wrong order, with a symbol cut in two between them. */
    @Test
    void makesOneAnswerOfThreeParts() {
        byte[] all = "Да, привезите завтра 🚚 после обеда".getBytes(StandardCharsets.UTF_16BE);
        int cut = "Да, привезите завтра ".length() * 2 + 2;
        write(7, 3, 1, Arrays.copyOfRange(all, 0, 6));
        write(7, 3, 3, Arrays.copyOfRange(all, cut, all.length));
        assertThat(out.isEmpty()).isTrue();
        write(7, 3, 2, Arrays.copyOfRange(all, 6, cut));
        InboundMessage answer = out.readValue();
        assertThat(answer.getText()).isEqualTo("Да, привезите завтра 🚚 после обеда");
        assertThat(answer.getAddress()).isEqualTo("+79161234567");
        assertThat(answer.getRecipient()).isEqualTo("1234");
        assertThat(answer.getShop()).isEqualTo("main");
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void givesAnAnswerOnceWhosePartsComeTwice() {
        for (int i = 0; i < 2; i++) {
            write(7, 2, 1, words("Yes, "));
            write(7, 2, 1, words("Yes, "));
            write(7, 2, 2, words("please"));
        }
        assertThat(texts()).containsExactly("Yes, please");
    }

    @Test
    void givesTheNextAnswerThatHasTheSameReference() {
        write(7, 2, 1, words("Yes, "));
        write(7, 2, 2, words("please"));
        write(7, 2, 1, words("No, "));
        write(7, 2, 2, words("thanks"));
        assertThat(texts()).containsExactly("Yes, please", "No, thanks");
    }

    @Test
    void givesWhatThereIsWhenNextWordsTakeTheReference() {
        write(7, 3, 1, words("STOP "));
        write(7, 3, 1, words("No, "));
        assertThat(texts()).containsExactly("STOP …");
    }

    @Test
    void givesWhatThereIsAfterAnHour() {
        write(7, 4, 2, words("two"));
        correlation.advance(Duration.ofMinutes(59));
        assertThat(out.isEmpty()).isTrue();
        correlation.advance(Duration.ofMinutes(3));
        assertThat(texts()).containsExactly("…two…");
        correlation.advance(Duration.ofHours(3));
        assertThat(out.isEmpty()).isTrue();
        assertThat(correlation.count("vestnik.sms.replies", "gateway", "smsc", "outcome", "incomplete"))
                .isEqualTo(1);
    }

    private List<String> texts() {
        return out.readValuesToList().stream().map(InboundMessage::getText).toList();
    }

    private static byte[] words(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }

    private void write(int reference, int total, int number, byte[] octets) {
        ReplyPart part = new ReplyPart("smsc", "main", "+79161234567", "1234", reference, total, number, UCS2, octets);
        in.pipeInput(part.key(), Json.write(part), CorrelationDriver.NOW);
    }
}
