package dev.vestnik.email.provider;

import dev.vestnik.email.bounce.BounceReader;
import dev.vestnik.email.bounce.EnhancedCode;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.Named;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.Fate;
import dev.vestnik.sender.report.DeliveryReport;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of Amazon SES in messages of SNS: those that a configuration set publishes, and the identity's own notifications. */
final class SesEvent {
    private static final JsonMapper JSON = new JsonMapper();

    /** Amazon did not try, since the address is on a list of addresses that bounced. */
    private static final Set<String> BOUNCED_BEFORE = Set.of("Suppressed", "OnAccountSuppressionList", "NoEmail");

    /** Amazon did not try, since the recipient complained before. */
    private static final String COMPLAINED_BEFORE = "OnAccountSuppressionList";

    /** Feedback types that are no complaint (RFC 5965, 7.3 and RFC 6591). */
    private static final Set<String> NO_COMPLAINT = Set.of("not-spam", "auth-failure");

    private SesEvent() {}

    /** The event; empty for one that is not final, or of an e-mail that is none of ours. */
    static Optional<HookEvent> of(SnsMessage message) throws UnreadableHookException {
        JsonNode event = json(message.field("Message"));
        return token(event.path("mail"))
                .flatMap(token -> report(event).map(report -> new HookEvent.Report(new Named.Token(token), report)));
    }

    private static JsonNode json(String text) throws UnreadableHookException {
        try {
            JsonNode event = JSON.readTree(text);
            if (event.isObject()) {
                return event;
            }
        } catch (JacksonException noJson) {
            // said below; a topic's owner may publish texts of his own
        }
        throw new UnreadableHookException("the message is no event of SES");
    }

    /** Our token: a tag of the e-mail, else a header, which SES tells as it was. */
    private static Optional<String> token(JsonNode mail) {
        JsonNode tag = mail.path("tags").path(Ses.TOKEN_TAG).path(0);
        if (tag.isString()) {
            return Optional.of(tag.stringValue());
        }
        for (JsonNode header : mail.path("headers")) {
            if (header.path("name").asString("").equalsIgnoreCase(BounceReader.TOKEN_HEADER)) {
                return Optional.of(header.path("value").asString("").replaceAll("\\s", ""));
            }
        }
        return Optional.empty();
    }

    private static Optional<DeliveryReport> report(JsonNode event) {
        String type =
                event.path("eventType").asString(event.path("notificationType").asString(""));
        return switch (type) {
            case "Delivery" -> Optional.of(new DeliveryReport.Delivered());
            case "Open" -> Optional.of(new DeliveryReport.Opened());
            case "Click" -> Optional.of(new DeliveryReport.Clicked());
            case "Bounce" -> Optional.of(bounced(event.path("bounce")));
            case "Complaint" -> complained(event.path("complaint"));
            case "Reject" -> Optional.of(Fate.PERMANENT.report(Ses.NAME + "-rejected"));
            default -> Optional.empty(); // Send and DeliveryDelay are not final
        };
    }

    /** The enhanced code decides, where there is one; SES calls a full mailbox permanent, or an answering machine transient. */
    private static DeliveryReport bounced(JsonNode bounce) {
        String status = bounce.path("bouncedRecipients").path(0).path("status").asString("");
        String kind = bounce.path("bounceType").asString("");
        String subtype = bounce.path("bounceSubType").asString("");
        String code = Fate.code(Ses.NAME, status.isEmpty() ? kind + "-" + subtype : status);
        if (EnhancedCode.isDeadAddress(status)) {
            return Fate.DEAD.report(code);
        }
        if (status.startsWith("5.")) {
            return Fate.PERMANENT.report(code);
        }
        if (EnhancedCode.isTemporary(status)) {
            return Fate.TEMPORARY.report(code);
        }
        return labelled(kind, subtype).report(code);
    }

    private static Fate labelled(String kind, String subtype) {
        if (!kind.equals("Permanent")) {
            return Fate.TEMPORARY;
        }
        return BOUNCED_BEFORE.contains(subtype) ? Fate.DEAD : Fate.PERMANENT;
    }

    private static Optional<DeliveryReport> complained(JsonNode complaint) {
        if (complaint.path("complaintSubType").asString("").equals(COMPLAINED_BEFORE)) {
            return Optional.of(Fate.OPTED_OUT.report(Ses.NAME + "-complained-before"));
        }
        return NO_COMPLAINT.contains(complaint.path("complaintFeedbackType").asString(""))
                ? Optional.empty()
                : Optional.of(new DeliveryReport.OptedOut("complaint"));
    }
}
