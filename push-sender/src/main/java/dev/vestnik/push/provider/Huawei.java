package dev.vestnik.push.provider;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.sender.Outcome.Busy.Scope;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpCall;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Huawei's Push Kit, {@code v1/APP/messages:send}. One device a request, although it takes a thousand: the answer names the tokens that are
 * illegal, and a device's outcome is its own.
 */
record Huawei(String app) implements PushProvider {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NAME = "huawei";
    private static final Pattern CODE = Pattern.compile("8[0-9]{7}");

    /** "The message body without the tokens". */
    private static final int MOST_BYTES = 4096;

    private static final long LONGEST_LIFE = 15 * 86_400;

    /** Opens the app, which finds the address in the data. */
    private static final Map<String, Object> OPEN_APP = Map.of("type", 3);

    private static final String SUCCESS = "80000000";
    private static final String PARTLY = "80100000";
    private static final String ALL_ILLEGAL = "80300007";
    private static final String WRONG_ACCESS = "80200001";
    private static final String ACCESS_ENDED = "80200003";
    private static final String ACCESS_UNAVAILABLE = "80600003";
    private static final String SYSTEM_FAULT = "81000001";

    /** The app may not push, or may not push to this device; one device of another app must not stop all. */
    private static final String NO_RIGHT = "80300002";

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
        message.put("token", List.of(device));
        message.put("data", JSON.writeValueAsString(PushProvider.data(notice)));
        message.put("notification", notification(notice));
        message.put("android", android(notice, now));
        return HttpCall.json("/v1/" + app + "/messages:send", Map.of("message", message));
    }

    /** Title and body are required, and a picture must be at https. */
    private static Map<String, Object> notification(Notice notice) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("title", notice.title().isBlank() ? notice.body() : notice.title());
        notification.put("body", notice.body().isBlank() ? notice.title() : notice.body());
        if (notice.imageUrl() != null && notice.imageUrl().startsWith("https://")) {
            notification.put("image", notice.imageUrl());
        }
        return notification;
    }

    /** A notice that is shown is replaced by one with the same tag. */
    private static Map<String, Object> android(Notice notice, Instant now) {
        Map<String, Object> android = new LinkedHashMap<>();
        android.put("ttl", Math.clamp(notice.secondsLeft(now), 1, LONGEST_LIFE) + "s");
        android.put(
                "notification",
                Map.of("click_action", OPEN_APP, "tag", notice.id().toString()));
        return android;
    }

    @Override
    public boolean refusesAccess(Exchange.Answered answer) {
        String code = code(answer);
        return code.isEmpty() ? answer.status() == 401 : code.equals(WRONG_ACCESS) || code.equals(ACCESS_ENDED);
    }

    /** 503 is flow control, whatever its body says. */
    @Override
    public DeviceOutcome outcome(String device, Exchange.Answered answer) {
        String code = code(answer);
        return code.isEmpty() || answer.status() >= 500
                ? PushProvider.usual(NAME, answer)
                : outcome(device, code, answer);
    }

    private static DeviceOutcome outcome(String device, String code, Exchange.Answered answer) {
        String ours = NAME + "-" + code;
        return switch (code) {
            case SUCCESS -> taken(answer);
            case PARTLY -> isIllegal(device, answer) ? new DeviceOutcome.Invalid(ours) : taken(answer);
            case ALL_ILLEGAL -> new DeviceOutcome.Invalid(ours);
            case NO_RIGHT -> new DeviceOutcome.Foreign(ours);
            case WRONG_ACCESS, ACCESS_ENDED, ACCESS_UNAVAILABLE ->
                new DeviceOutcome.Busy(ours, Scope.GATEWAY, answer.retryAfter().orElse(null));
            case SYSTEM_FAULT -> new DeviceOutcome.Lost(ours);
            default -> DeviceOutcome.permanent(ours); // the rest is about this message: its form, its size, its words
        };
    }

    private static DeviceOutcome taken(Exchange.Answered answer) {
        String id = answer.json().path("requestId").asString("");
        return new DeviceOutcome.Taken(id.isEmpty() ? null : id);
    }

    /** Whether the report on a request that was taken in part names the device; the report is JSON in a string. */
    private static boolean isIllegal(String device, Exchange.Answered answer) {
        try {
            JsonNode report = JSON.readTree(answer.json().path("msg").asString(""));
            for (JsonNode token : report.path("illegal_tokens")) {
                if (token.asString("").equals(device)) {
                    return true;
                }
            }
            return false;
        } catch (JacksonException noReport) {
            return false;
        }
    }

    private static String code(Exchange.Answered answer) {
        String code = answer.json().path("code").asString("");
        return CODE.matcher(code).matches() ? code : "";
    }
}
