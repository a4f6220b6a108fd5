package dev.vestnik.system.canary;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Calls with marks in path, query and body that are taken or refused, by whoever makes them: shops, staff, providers, customers. */
final class Calls {
    private final Door door;

    Calls(Door door) {
        this.door = door;
    }

    void make() throws IOException, InterruptedException {
        support();
        codes();
        marketers();
        strangers();
        providers();
        answers();
    }

    /** What support types into a field for a customer's id is whatever the customer said on the phone. */
    private void support() throws IOException, InterruptedException {
        for (String id : List.of(encoded(Mark.PHONE), encoded(Mark.EMAIL), encoded(Mark.CYRILLIC_NAME))) {
            for (String of : List.of("", "/timeline", "/explain", "/export", "/offers", "/nothing")) {
                door.call("GET", "ENGINE", "/api/customers/" + id + of + "?shop=main&" + id + "=" + id, "");
            }
            door.call("GET", "ENGINE", "/api/messages/" + id, "");
            door.call("POST", "ENGINE", "/api/stuck/" + id + "/retry", "");
            door.call("POST", "ENGINE", "/api/tasks/" + id + "/take", "");
            door.call("GET", "ENGINE", "/api/dead-letters/" + id, "");
            door.call("GET", "ENGINE", "/api/customers/canary-phone?shop=" + id, "");
            door.call("GET", "ENGINE", "/api/customers/canary-phone/timeline?cursor=" + id + "&limit=" + id, "");
        }
        String message = "/api/customers/canary-phone/messages";
        door.call(
                "POST",
                "ENGINE",
                message,
                "{\"template\": \"canary-tell\", \"channels\": [\"sms\"], \"variables\": {\"note\": \""
                        + Mark.TEXT.value() + "\"}}");
        for (String body : List.of(
                "{\"template\": \"" + Mark.TEXT.value() + "\", \"channels\": [\"" + Mark.PHONE.value() + "\"]}",
                "{\"template\": \"canary-tell\", \"channels\": [\"sms\"], \"" + Mark.FIELD.value() + "\": \""
                        + Mark.PHONE.value() + "\"}",
                "{\"template\": " + Mark.TEXT.value())) {
            door.call("POST", "ENGINE", message, body);
            door.call("PUT", "ENGINE", "/api/customers/canary-phone/consents", body);
        }
        redeem(Mark.PROMO_CODE.value(), "canary-nobody");
        redeem(Mark.LOGIN_CODE.value(), Mark.PHONE.value());
    }

    private void redeem(String code, String customer) throws IOException, InterruptedException {
        door.call(
                "POST",
                "ENGINE",
                "/api/offers/canary/redeem",
                "{\"code\": \"" + code + "\", \"customer\": \"" + customer + "\", \"order\": \"" + Mark.FIELD.value()
                        + "\"}");
    }

    /** Codes that are asked for and said: taken, wrong, too many, refused. */
    private void codes() throws IOException, InterruptedException {
        for (String to : List.of(
                "\"phone\": \"" + Mark.SILENT_PHONE.value() + "\"",
                "\"phone\": \"" + Mark.SILENT_PHONE.value() + "\"",
                "\"email\": \"" + Mark.EMAIL.value() + "\"",
                "\"phone\": \"" + Mark.EMAIL.value() + "\"",
                "\"customer\": \"" + Mark.PHONE.value() + "\"")) {
            String asked = "{\"purpose\": \"login\", " + to;
            door.call("POST", "ENGINE", "/api/codes", asked + "}");
            door.call(
                    "POST", "ENGINE", "/api/codes/verify", asked + ", \"code\": \"" + Mark.LOGIN_CODE.value() + "\"}");
            door.call("POST", "ENGINE", "/api/codes/verify", asked + ", \"code\": [\"" + Mark.LOGIN_CODE.value());
        }
    }

    /** Renders with what they typed as a customer's data. */
    private void marketers() throws IOException, InterruptedException {
        String variables =
                "{\"event\": {\"note\": \"" + Mark.TEXT.value() + "\", \"field\": \"" + Mark.FIELD.value() + "\"}}";
        for (String template : List.of("missing", "date", "sum", "length")) {
            door.call(
                    "POST",
                    "ENGINE",
                    "/api/templates/canary-" + template + "/preview",
                    "{\"channel\": \"sms\", \"locale\": \"en\", \"variables\": " + variables + "}");
        }
        for (String journey : List.of("tell", "number", "deep")) {
            door.call(
                    "POST",
                    "ENGINE",
                    "/api/journeys/canary-" + journey + "/test-runs",
                    "{\"events\": [{\"type\": \"x.canary." + journey + "\", \"data\": {\"note\": \"" + Mark.TEXT.value()
                            + "\", \"field\": \"" + Mark.FIELD.value() + "\"}}]}");
        }
    }

    private void strangers() throws IOException, InterruptedException {
        for (String part : List.of("INGEST", "ENGINE", "SMS", "EMAIL", "PUSH", "PAGES")) {
            door.call(
                    "POST",
                    part,
                    "/v1/events?phone=" + encoded(Mark.PHONE),
                    Mark.TEXT.value(),
                    Mark.EMAIL.value().replace("@", "_"));
            door.call("GET", part, "/" + encoded(Mark.EMAIL), "", "none");
            door.call("GET", part, "/api/customers/" + encoded(Mark.PHONE) + "?shop=" + encoded(Mark.NAME), "", "none");
        }
        door.call("GET", "ENGINE", "/u/" + encoded(Mark.EMAIL), "");
        door.call("POST", "ENGINE", "/u/" + encoded(Mark.EMAIL) + "?email=" + encoded(Mark.EMAIL), Mark.EMAIL.value());
    }

    /** Hooks and reports: broken, unsigned, of gateways that are not there. */
    private void providers() throws IOException, InterruptedException {
        String report = "{\"MessageSid\": \"" + Mark.TEXT.value() + "\", \"From\": \"" + Mark.PHONE.value()
                + "\", \"Body\": \"" + Mark.ANSWER.value() + "\"}";
        for (String hook : List.of("canary-http", "nowhere", encoded(Mark.PHONE))) {
            for (String part : List.of("SMS", "EMAIL")) {
                door.call("POST", part, "/v1/hooks/" + hook + "?msisdn=" + encoded(Mark.PHONE), report);
                door.call("GET", part, "/v1/hooks/" + hook + "?text=" + encoded(Mark.ANSWER), "");
            }
        }
        door.call("POST", "PUSH", "/v1/reports/" + encoded(Mark.ANDROID_TOKEN), report);
        door.call(
                "POST",
                "EMAIL",
                "/v1/bounces",
                "From: " + Mark.EMAIL.value() + "\r\nTo: " + Mark.REFUSED_EMAIL.value() + "\r\nSubject: "
                        + Mark.TEXT.value() + "\r\n\r\n" + Mark.ANSWER.value());
        door.must(
                "POST",
                "SANDBOX",
                "/providers/twilio/hook",
                "{\"url\": \"" + door.url("SMS") + "/v1/hooks/canary-http\"}");
    }

    private void answers() throws IOException, InterruptedException {
        for (String text :
                List.of("STOP " + Mark.ANSWER.value(), Mark.ANSWER.value().repeat(20), "START")) {
            for (Mark from : List.of(Mark.PHONE, Mark.SILENT_PHONE)) {
                door.must("POST", "SANDBOX", "/smpp/inbound", said(from, text));
            }
            door.must("POST", "SANDBOX", "/providers/twilio/inbound", said(Mark.HTTP_PHONE, text));
        }
    }

    private static String said(Mark from, String text) {
        return "{\"from\": \"" + from.value() + "\", \"to\": \"" + "+14155550100" + "\", \"text\": \"" + text + "\"}";
    }

    static String encoded(Mark mark) {
        return URLEncoder.encode(mark.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
