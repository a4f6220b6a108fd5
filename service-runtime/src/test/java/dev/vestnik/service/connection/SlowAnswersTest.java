package dev.vestnik.service.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowAnswersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aClientThatDoesNotTakeItsAnswerIsCounted() {
        EmbeddedChannel channel = new EmbeddedChannel(
                new Full(), new SlowAnswers(Duration.ofSeconds(1), new ConnectionMetrics(registry)));
        channel.freezeTime();
        channel.writeOneOutbound(Unpooled.wrappedBuffer(new byte[1]));
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(registry.get("vestnik.connections.ended")
                        .tag("reason", "answer")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(channel.isOpen()).isFalse();
    }

    /** A wire that takes nothing. */
    private static final class Full extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            // never done
        }
    }
}
