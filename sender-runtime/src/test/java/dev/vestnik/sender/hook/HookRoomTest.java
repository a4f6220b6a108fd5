package dev.vestnik.sender.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.ReportSubject;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sender.report.TestLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.reactive.function.server.MockServerRequest;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;

class HookRoomTest {
    private static final int BODY = 1_500;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SenderMetrics metrics = new SenderMetrics(registry);
    private final CompletableFuture<Void> kafka = new CompletableFuture<>();
    private final ReportLinks links = TestLinks.in(ChannelName.SMS);
    private final HookDoor door = new HookDoor(
            _ -> new OneReport(links.token(Dispatches.any())),
            links,
            new HookEvents(ChannelName.SMS, links, new SlowKafka(kafka), Optional.empty(), metrics),
            metrics,
            InstantSource.system(),
            new HookRoom(2 * HookRoom.OVERHEAD + BODY + BODY / 2));

    @Test
    void putsOffWhatItHasNoRoomForUntilKafkaHasTheOthers() throws Exception {
        CompletableFuture<ServerResponse> first = door.take(call()).toFuture();
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> door.take(call()).block())
                .satisfies(
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(503));
        assertThat(count("busy")).isEqualTo(1);
        kafka.complete(null);
        assertThat(first.get(30, TimeUnit.SECONDS).statusCode().value()).isEqualTo(200);
        assertThat(door.take(call())
                        .toFuture()
                        .get(30, TimeUnit.SECONDS)
                        .statusCode()
                        .value())
                .isEqualTo(200);
        assertThat(count("taken")).isEqualTo(2);
    }

    private double count(String outcome) {
        return registry.counter("vestnik.hooks", "gateway", "one", "outcome", outcome)
                .count();
    }

    private static MockServerRequest call() {
        DataBuffer half = DefaultDataBufferFactory.sharedInstance.wrap(new byte[BODY / 2]);
        DataBuffer rest = DefaultDataBufferFactory.sharedInstance.wrap(new byte[BODY / 2]);
        return MockServerRequest.builder()
                .method(HttpMethod.POST)
                .uri(URI.create("https://hooks.shop.example/v1/hooks/one"))
                .pathVariable("gateway", "one")
                .body(Flux.just(half, rest));
    }

    private record OneReport(String token) implements HookSource {

        @Override
        public String name() {
            return "one";
        }

        @Override
        public String shop() {
            return "main";
        }

        @Override
        public HookSignature signature() {
            return hook -> HookSignature.Verdict.GENUINE;
        }

        @Override
        public List<HookEvent> read(Hook hook) {
            return List.of(new HookEvent.Report(new Named.Token(token), new DeliveryReport.Delivered()));
        }

        @Override
        public int taken() {
            return 200;
        }
    }

    private record SlowKafka(CompletableFuture<Void> written) implements Reports {

        @Override
        public CompletableFuture<Void> write(ReportSubject subject, DeliveryReport report, String gateway) {
            return written.copy();
        }

        @Override
        public CompletableFuture<Void> write(InboundReply reply) {
            return written.copy();
        }

        @Override
        public CompletableFuture<Void> setAside(String gateway, String token, DeliveryReport report) {
            return written.copy();
        }
    }
}
