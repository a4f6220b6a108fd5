package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.mime.ReadMail;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Amazon SES, version 2: {@code SendEmail} with the e-mail as MIME to one recipient, signed with any access key's id and the account's key as its
 * secret. Tells nothing afterwards: its events come through Amazon SNS, whose signatures are believed with a certificate of Amazon's alone.
 */
final class Ses implements PlayedProvider {
    private static final String PATH = "/v2/email/outbound-emails";
    private static final String TAG = "vestnik";

    private final HttpSettings account;
    private final InstantSource clock;

    Ses(HttpSettings account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.SES;
    }

    /** The path that is signed is the whole one: the address of this provider is a part of it. */
    @Override
    public boolean admits(ProviderCall call) {
        return AwsSignature.isGenuine(
                call, "/providers/" + provider().id() + call.path(), account.key(), clock.instant());
    }

    @Override
    public Asked asked(ProviderCall call) {
        if (!call.target().equals("POST " + PATH)) {
            return new Asked.Answered(error(404, "UnknownOperationException", "no such operation"));
        }
        JsonNode body = call.json();
        JsonNode recipients = body.path("Destination").path("ToAddresses");
        byte[] raw = raw(body.path("Content").path("Raw").path("Data").asString(""));
        if (recipients.size() != 1 || raw == null) {
            return new Asked.Answered(
                    error(400, "BadRequestException", "one recipient and Content.Raw.Data are required"));
        }
        ReadMail mail = ReadMail.of(raw);
        if (mail.from() == null) {
            return new Asked.Answered(error(400, "BadRequestException", "Missing final '@domain'"));
        }
        String token = token(body.path("EmailTags")).orElse("");
        ShownText letter = new ShownText(mail.from(), mail.subject(), mail.text(), mail.html(), mail.url());
        return new Asked.ToSend(new HttpMessage(
                        Mailbox.address(mail.from()),
                        recipients.get(0).asString(),
                        letter,
                        Tags.ofToken(token),
                        Map.of())
                .with(HttpMessage.TOKEN, token));
    }

    private static byte @Nullable [] raw(String data) {
        try {
            return data.isEmpty() ? null : Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Optional<String> token(JsonNode tags) {
        return tags.valueStream()
                .filter(tag -> tag.path("Name").asString("").equals(TAG))
                .map(tag -> tag.path("Value").asString(""))
                .findFirst();
    }

    /** An id as long as Amazon's. */
    @Override
    public String id(long number) {
        return "0102%012x-00000000-0000-4000-8000-000000000000-000000".formatted(number);
    }

    /** No report is owed: nobody else can sign as Amazon SNS does. */
    @Override
    public int reports(HttpMessage message) {
        return 0;
    }

    @Override
    public ProviderReply accepted(HttpMessage message) {
        return ProviderReply.json(200, Map.of("MessageId", message.facts().getOrDefault(HttpMessage.ID, "")));
    }

    @Override
    public ProviderReply refused(HttpMessage message, String code) {
        return error(400, code, "As its behaviour says");
    }

    @Override
    public String usualRefusal() {
        return "MessageRejected";
    }

    @Override
    public ProviderReply unauthorized() {
        return error(403, "InvalidSignatureException", "The request signature we calculated does not match");
    }

    /** An answer without Retry-After, as Amazon gives it. */
    @Override
    public ProviderReply throttled(Duration retryAfter) {
        return error(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
    }

    private static ProviderReply error(int status, String type, String message) {
        return ProviderReply.json(status, Map.of("message", message)).with("x-amzn-ErrorType", type);
    }

    @Override
    public HookCall report(ProviderReport report, URI hook) {
        throw new IllegalArgumentException("no report is owed");
    }

    @Override
    public HookCall inbound(Inbound text, String id, URI hook) {
        throw new IllegalArgumentException("mail services pass no texts on");
    }
}
