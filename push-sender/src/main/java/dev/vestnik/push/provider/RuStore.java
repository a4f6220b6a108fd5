package dev.vestnik.push.provider;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpCall;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** RuStore's push service, {@code v1/projects/PROJECT/messages:send}: requests and answers are like FCM's, with one device a request. */
record RuStore(String project) implements PushProvider {
    private static final String NAME = "rustore";
    private static final Pattern STATUS = Pattern.compile("[A-Z_]{1,40}");

    /** FCM's, of which the service wants to be a replacement; its own pages name none. */
    private static final int MOST_BYTES = 4096;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public HttpCall call(String device, Notice notice, Instant now) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("token", device);
        message.put("notification", notification(notice));
        message.put("data", PushProvider.data(notice));
        message.put("android", Map.of("ttl", Math.max(1, notice.secondsLeft(now)) + "s"));
        return HttpCall.json("/v1/projects/" + project + "/messages:send", Map.of("message", message));
    }

    private static Map<String, Object> notification(Notice notice) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("title", notice.title());
        notification.put("body", notice.body());
        if (notice.imageUrl() != null) {
            notification.put("image", notice.imageUrl());
        }
        return notification;
    }

    /** "NOT_FOUND: the user's push token is wrong"; a wrong project is one too, so that a device ends only beside others that work. */
    @Override
    public DeviceOutcome outcome(String device, Exchange.Answered answer) {
        if (answer.status() == 200) {
            return new DeviceOutcome.Taken(null);
        }
        String status = status(answer);
        String code = NAME + "-" + (status.isEmpty() ? Integer.toString(answer.status()) : status);
        return switch (status) {
            case "NOT_FOUND", "UNREGISTERED" -> new DeviceOutcome.Invalid(code);
            case "INVALID_ARGUMENT" -> DeviceOutcome.permanent(code);
            case "PERMISSION_DENIED", "UNAUTHENTICATED", "TOO_MANY_REQUESTS", "RESOURCE_EXHAUSTED", "UNAVAILABLE" ->
                DeviceOutcome.busy(code, answer.retryAfter().orElse(null));
            default -> PushProvider.usual(NAME, answer);
        };
    }

    /** The canonical status, in {@code error} as FCM has it or at the top as the documentation shows it. */
    private static String status(Exchange.Answered answer) {
        JsonNode body = answer.json();
        String status =
                body.path("error").path("status").asString(body.path("status").asString(""));
        return STATUS.matcher(status).matches() ? status : "";
    }
}
