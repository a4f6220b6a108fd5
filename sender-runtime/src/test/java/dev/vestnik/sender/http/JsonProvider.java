package dev.vestnik.sender.http;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.Named;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.report.Attachment;
import dev.vestnik.sender.report.DeliveryReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The plainest provider there could be. */
public record JsonProvider(HookSignature signature) implements HttpProvider {

    @Override
    public Prepared request(ProviderSubmission submission) {
        return submission
                .sms()
                .<Prepared>map(sms -> new Prepared.Ready(
                        HttpCall.json("/send", Map.of("to", sms.to(), "text", sms.text(), "ref", submission.token()))))
                .orElseGet(() -> Prepared.refused("not-an-sms"));
    }

    @Override
    public Outcome outcome(Exchange.Answered answer) {
        JsonNode id = answer.json().path("id");
        return answer.status() == 200 && id.isString()
                ? Outcome.accepted(id.stringValue())
                : UsualOutcome.of("json", answer);
    }

    @Override
    public Optional<HttpCall> lookUp(ProviderSubmission submission) {
        return Optional.of(HttpCall.get("/find?ref=" + submission.token()));
    }

    @Override
    public Optional<Outcome> found(Exchange.Answered answer) {
        return answer.status() == 404 ? Optional.of(new Outcome.NotSent("not found")) : Optional.of(outcome(answer));
    }

    @Override
    public Optional<HttpCall> pull() {
        return Optional.of(HttpCall.get("/reports"));
    }

    @Override
    public List<HookEvent> pulled(Exchange.Answered answer) {
        return events(answer.json());
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        JsonNode body = hook.json();
        if (!body.isArray()) {
            throw new UnreadableHookException("the body must be an array");
        }
        return events(body);
    }

    private static List<HookEvent> events(JsonNode array) {
        List<HookEvent> events = new ArrayList<>();
        for (JsonNode entry : array) {
            if (entry.has("from")) {
                events.add(reply(entry));
            } else {
                events.add(new HookEvent.Report(
                        named(entry), report(entry.path("status").asString(""))));
            }
        }
        return events;
    }

    private static HookEvent reply(JsonNode entry) {
        return new HookEvent.Reply(
                entry.path("from").asString(),
                null,
                InboundKind.TEXT,
                entry.path("text").asString(),
                entry.path("id").asString(null),
                null,
                java.time.Instant.EPOCH,
                entry.path("files")
                        .valueStream()
                        .map(file -> new Attachment(file.asString(), "image/jpeg"))
                        .toList());
    }

    private static Named named(JsonNode entry) {
        return entry.has("ref")
                ? new Named.Token(entry.path("ref").asString())
                : new Named.Id(entry.path("id").asString());
    }

    private static DeliveryReport report(String status) {
        return status.equals("delivered")
                ? new DeliveryReport.Delivered()
                : new DeliveryReport.Failed(FailureKind.permanent, status, Outcome.AddressState.USABLE, List.of());
    }
}
