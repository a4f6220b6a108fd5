package dev.vestnik.push.fcm;

import dev.vestnik.push.access.Access;
import dev.vestnik.push.access.AccessTokens;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Sends to Android phones over FCM HTTP v1. */
public final class FcmPlatform implements Platform<Content.Device> {
    private final Access access;
    private final URI send;
    private final HttpWire wire;
    private final JsonMapper json;
    private final InstantSource clock;

    /** @param wire closed with this platform */
    public FcmPlatform(FcmSettings settings, HttpWire wire, JsonMapper json, InstantSource clock) {
        this(settings, wire, json, clock, AccessTokens.WAIT);
    }

    FcmPlatform(FcmSettings settings, HttpWire wire, JsonMapper json, InstantSource clock, Duration tokenWait) {
        GoogleAccount account = GoogleAccount.of(settings.serviceAccount());
        this.access = new AccessTokens(account, GoogleAccount.CLOCK, tokenWait);
        this.send = URI.create(settings.url() + "/v1/projects/" + account.project() + "/messages:send");
        this.wire = wire;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public DeviceOutcome push(Content.Device device, Notice notice, BooleanSupplier mayStart)
            throws InterruptedException {
        if (!FcmToken.mayBeSent(device.token())) {
            return DeviceOutcome.permanent("fcm-bad-token");
        }
        try {
            String token = access.current();
            Exchange first = post(device, notice, token, mayStart);
            boolean refused = first instanceof Exchange.Answered answered && answered.status() == 401;
            Exchange last = refused ? post(device, notice, access.insteadOf(token), mayStart) : first;
            return outcome(last, device.token());
        } catch (IOException noToken) {
            return DeviceOutcome.busy("fcm-no-access-token", null);
        }
    }

    @Override
    public int bytes(Notice notice) {
        FcmPayload.Message message = FcmPayload.of(notice, "", clock.instant()).message();
        return json.writeValueAsBytes(message.notification()).length + json.writeValueAsBytes(message.data()).length;
    }

    @Override
    public int mostBytes() {
        return FcmPayload.MOST_BYTES;
    }

    @Override
    public void close() {
        access.close();
        wire.close();
    }

    private Exchange post(Content.Device device, Notice notice, String token, BooleanSupplier mayStart)
            throws InterruptedException {
        byte[] body = json.writeValueAsBytes(FcmPayload.of(notice, device.token(), clock.instant()));
        return wire.post(
                send,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json; charset=utf-8"),
                body,
                mayStart);
    }

    private DeviceOutcome outcome(Exchange exchange, String device) {
        return switch (exchange) {
            case Exchange.Answered answered -> FcmVerdict.of(answered, device);
            case Exchange.NotSent notSent -> new DeviceOutcome.NotSent("fcm-" + notSent.cause());
            case Exchange.TooLate tooLate -> new DeviceOutcome.NotSent("fcm-too-late");
            case Exchange.Lost lost -> new DeviceOutcome.Lost("fcm-" + lost.cause());
        };
    }
}
