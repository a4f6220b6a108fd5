package dev.vestnik.engine.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final byte[] LIST = written(CustomerList.hash(ANNA));

    private static byte[] written(long... hashes) {
        return ListCodec.write("main", "vip", "marketer", new ListFile.ReadList(hashes, 2, 3, List.of()));
    }

    @Test
    void readsWhatItWrote() {
        UploadedList list = ListCodec.read(LIST, NOON);
        assertThat(list.list().id()).isEqualTo("vip");
        assertThat(list.list().shop()).isEqualTo("main");
        assertThat(list.list().savedAt()).isEqualTo(NOON);
        assertThat(list.list().has(ANNA, null)).isTrue();
        assertThat(list.list().has(new CustomerKey("main", "boris"), null)).isFalse();
        assertThat(list.author()).isEqualTo("marketer");
        assertThat(list.duplicates()).isEqualTo(2);
        assertThat(list.broken()).isEqualTo(3);
    }

    @Test
    void holdsNoCustomersId() {
        assertThat(new String(LIST, StandardCharsets.ISO_8859_1)).doesNotContain("anna");
    }

    @Test
    void theLargestListIsARecordThatItsTopicTakes() {
        byte[] largest = written(LongStream.range(0, ListFile.MOST_LINES).toArray());
        assertThat(largest.length).isLessThan(Topics.LISTS.maxMessageBytes() - 10_000);
        assertThat(ListCodec.read(largest, NOON).list().size()).isEqualTo(ListFile.MOST_LINES);
    }

    static Stream<byte[]> broken() {
        byte[] other = LIST.clone();
        other[0] = 2;
        byte[] long_ = LIST.clone();
        long_[1] = 0x7f;
        byte[] negative = LIST.clone();
        negative[1] = (byte) 0xff;
        byte[] unnamed = LIST.clone();
        unnamed[6] = '[';
        return Stream.of(
                new byte[0],
                new byte[] {1},
                other,
                long_,
                negative,
                unnamed,
                Arrays.copyOf(LIST, LIST.length - 1),
                new byte[] {1, 0, 0, 0, 2, '{', '}'},
                written(LongStream.range(0, ListFile.MOST_LINES + 1).toArray()));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void anythingElseIsNoList(byte[] bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> ListCodec.read(bytes, NOON));
    }
}
