package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.SenderMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleaningTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Cleaning cleaning =
            new Cleaning(new Lane(ChannelName.PUSH, MessageClass.service), new SenderMetrics(meters));

    @Test
    void leavesCleanFieldsAlone() {
        Content.Push push = new Content.Push(
                List.of(device("a")), "Order №5", "On its way\n🚚", "shop://o/1", "https://shop.example/1.png");
        assertThat(cleaning.of(push)).isEqualTo(push);
        assertThat(meters.find("vestnik.message.fields.cleaned").counters()).isEmpty();
    }

    @Test
    void doesNotCountUnifiedLineEndsAsAChange() {
        Content.Sms sms = new Content.Sms("+74956461000", "Shop", "a\r\nb");
        assertThat(cleaning.of(sms)).isEqualTo(new Content.Sms("+74956461000", "Shop", "a\nb"));
        assertThat(meters.find("vestnik.message.fields.cleaned").counters()).isEmpty();
    }

    @Test
    void countsASendersNameOutsideAscii() {
        cleaning.of(new Content.Sms("+74956461000", "Магазин", "a"));
        assertThat(cleaned("from")).isEqualTo(1);
    }

    @Test
    void keepsSoFewTargetsThatAReceiptCanListThemAll() {
        Content.Push push = new Content.Push(Collections.nCopies(500, device("a".repeat(4_096))), "t", "b", null, null);
        assertThat(((Content.Push) cleaning.of(push)).targets()).hasSize(100);
        Content.Push tooLong = new Content.Push(List.of(device("a".repeat(4_097)), device("b")), "t", "b", null, null);
        assertThat(((Content.Push) cleaning.of(tooLong)).targets()).containsExactly(device("b"));
        assertThat(cleaned("targets")).isEqualTo(2);
    }

    @Test
    void leavesOutAndCountsALinkThatNoDeviceMayOpen() {
        Content.Push push = new Content.Push(List.of(device("a")), "t", "b", "javascript:alert(1)", null);
        assertThat(((Content.Push) cleaning.of(push)).url()).isNull();
        assertThat(cleaned("url")).isEqualTo(1);
    }

    private double cleaned(String field) {
        return meters.get("vestnik.message.fields.cleaned")
                .tags("channel", "push", "field", field)
                .counter()
                .count();
    }

    private static Content.Device device(String token) {
        return new Content.Device(PushPlatform.ios, token);
    }
}
