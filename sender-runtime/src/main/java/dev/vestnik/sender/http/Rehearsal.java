package dev.vestnik.sender.http;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes a provider's requests for made-up messages without sending them: finds keys, headers and addresses that can never make one. */
record Rehearsal(HttpProvider provider, URI url) {
    private static final Duration LIFE = Duration.ofHours(1);

    /** A provider refuses the content of another channel. */
    private static final List<Content> CONTENTS = List.of(
            new Content.Sms("+74956461000", null, "text"),
            new Content.Email(
                    new Content.Mailbox("customer@shop.example", null),
                    null,
                    "subject",
                    new Content.Body("<p>text</p>", "text"),
                    null));

    /** The reason why there is no request; names no value of a header. */
    Optional<String> problem() {
        try {
            calls().forEach(call -> HttpWire.request(url, call).build());
            return Optional.empty();
        } catch (UnsendableException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private Stream<HttpCall> calls() {
        return Stream.concat(
                provider.pull().stream(),
                CONTENTS.stream().map(Rehearsal::submission).flatMap(this::calls));
    }

    private Stream<HttpCall> calls(ProviderSubmission submission) {
        return switch (provider.request(submission)) {
            case Prepared.Refused _ -> Stream.empty();
            case Prepared.Ready(HttpCall call) -> Stream.concat(Stream.of(call), provider.lookUp(submission).stream());
        };
    }

    private static ProviderSubmission submission(Content content) {
        Dispatch dispatch = new Dispatch(
                new Attempt(new UUID(0, 0), 1),
                new CustomerKey("main", "customer"),
                MessageClass.service,
                new Origin("journey", "step", "template", "en"),
                content,
                Instant.EPOCH.plus(LIFE),
                false);
        return new ProviderSubmission(dispatch, "token", null, LIFE);
    }
}
