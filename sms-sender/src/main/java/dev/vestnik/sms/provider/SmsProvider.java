package dev.vestnik.sms.provider;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpProvider;
import dev.vestnik.sender.http.Prepared;
import dev.vestnik.sender.http.ProviderSubmission;
import dev.vestnik.sms.text.SmsText;
import java.util.Optional;
import java.util.regex.Pattern;

/** An SMS provider over HTTP; refuses what no provider could carry before it is asked and charges. */
interface SmsProvider extends HttpProvider {
    /** E.164: at most 15 digits behind the plus. */
    Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** The longest text: what is longer is a mistake and would be charged ten times and more. */
    int MOST_SEGMENTS = 10;

    /** The request for a text that can be sent. */
    HttpCall call(Content.Sms sms, ProviderSubmission submission);

    @Override
    default Prepared request(ProviderSubmission submission) {
        Optional<Content.Sms> sms = submission.sms();
        return sms.isPresent() ? prepared(sms.get(), submission) : Prepared.refused("not-an-sms");
    }

    private Prepared prepared(Content.Sms sms, ProviderSubmission submission) {
        if (!NUMBER.matcher(sms.to()).matches()) {
            return new Prepared.Refused(Outcome.deadAddress("bad-number"));
        }
        if (sms.text().isBlank()) {
            return Prepared.refused("empty-text");
        }
        if (SmsText.of(sms.text(), false).segments().size() > MOST_SEGMENTS) {
            return Prepared.refused("too-long");
        }
        return new Prepared.Ready(call(sms, submission));
    }
}
