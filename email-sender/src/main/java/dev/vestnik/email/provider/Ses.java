package dev.vestnik.email.provider;

import dev.vestnik.email.unsubscribe.OneClickWatch;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.Fate;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpProvider;
import dev.vestnik.sender.http.Prepared;
import dev.vestnik.sender.http.ProviderSubmission;
import dev.vestnik.sender.http.UsualOutcome;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Amazon SES, version 2, {@code SendEmail} with the e-mail as MIME. Has no idempotency key and no look-up by anything of ours. Its events come
 * through a topic of Amazon SNS and carry our token as a tag, and in the e-mail's header.
 *
 * @param url the region's address, which the signature covers
 * @param oneClick sees each e-mail that goes
 * @param topic null: no report is believed
 */
record Ses(
        URI url,
        AwsSignature access,
        @Nullable String configurationSet,
        MimeSource mails,
        OneClickWatch oneClick,
        @Nullable SnsTopic topic,
        InstantSource clock)
        implements HttpProvider {
    static final String NAME = "ses";
    static final String TOKEN_TAG = "vestnik";

    private static final String PATH = "/v2/email/outbound-emails";

    /** A tag's longest value; a longer token is found in the header alone. */
    private static final int LONGEST_TAG = 256;

    /** Faults of our account, its credentials, its quota or its sender: the same for every e-mail. */
    private static final Set<String> BUSY = Set.of(
            "TooManyRequestsException",
            "ThrottlingException",
            "Throttling",
            "LimitExceededException",
            "SendingPausedException",
            "AccountSuspendedException",
            "AccountSendingPausedException",
            "MailFromDomainNotVerifiedException",
            "NotFoundException",
            "AccessDeniedException",
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    @Override
    public Prepared request(ProviderSubmission submission) {
        if (!(submission.dispatch().content() instanceof Content.Email mail)) {
            return Prepared.refused("not-an-email");
        }
        oneClick.look(submission.dispatch(), mail);
        return switch (mails.write(submission.dispatch(), mail)) {
            case MimeSource.Written.Refused(Outcome outcome) -> new Prepared.Refused(outcome);
            case MimeSource.Written.Mail written when written.utf8() -> Prepared.refused(NAME + "-address-not-ascii");
            case MimeSource.Written.Mail written -> new Prepared.Ready(call(written, submission));
        };
    }

    private HttpCall call(MimeSource.Written.Mail mail, ProviderSubmission submission) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Destination", Map.of("ToAddresses", List.of(mail.recipient())));
        body.put("Content", Map.of("Raw", Map.of("Data", Base64.getEncoder().encodeToString(mail.mime()))));
        if (submission.token().length() <= LONGEST_TAG) {
            body.put("EmailTags", List.of(Map.of("Name", TOKEN_TAG, "Value", submission.token())));
        }
        if (configurationSet != null) {
            body.put("ConfigurationSetName", configurationSet);
        }
        return access.signed(HttpCall.json(PATH, body), url, clock.instant());
    }

    @Override
    public Outcome outcome(Exchange.Answered answer) {
        String id = answer.json().path("MessageId").asString("");
        if (answer.status() == 200 && !id.isEmpty()) {
            return Outcome.accepted(id);
        }
        String error = error(answer);
        String code = error.isEmpty() ? NAME + "-" + answer.status() : Fate.code(NAME, error);
        if (BUSY.contains(error) || isSenderUnverified(answer)) {
            return UsualOutcome.busy(code, answer);
        }
        Outcome usual = UsualOutcome.of(NAME, answer);
        return usual instanceof Outcome.Rejected ? Outcome.permanent(code) : usual;
    }

    /** The fault's name, which stands before a colon in the header, or behind a sharp in the body. */
    private static String error(Exchange.Answered answer) {
        String type = answer.headers()
                .firstValue("x-amzn-errortype")
                .orElseGet(() -> answer.json().path("__type").asString(""));
        return type.replaceFirst("^.*#", "").replaceFirst(":.*$", "");
    }

    /** An address of ours, or for an account on trial every one, must be verified first: no customer is to blame. */
    private static boolean isSenderUnverified(Exchange.Answered answer) {
        return answer.status() == 400
                && answer.json()
                        .path("message")
                        .asString("")
                        .toLowerCase(Locale.ROOT)
                        .contains("not verified");
    }

    /** Without a topic, nobody could have signed. */
    @Override
    public HookSignature signature() {
        return topic == null ? _ -> HookSignature.Verdict.FORGED : topic;
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        SnsMessage message = SnsMessage.of(hook);
        switch (message.type()) {
            case SnsMessage.NOTIFICATION -> {
                return SesEvent.of(message).stream().toList();
            }
            case SnsMessage.CONFIRMATION -> confirm(message);
            default -> {} // the end of a subscription
        }
        return List.of();
    }

    private void confirm(SnsMessage message) throws UnreadableHookException {
        if (topic != null) {
            topic.confirm(message);
        }
    }
}
