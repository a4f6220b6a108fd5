package dev.vestnik.email.provider;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpProvider;
import dev.vestnik.sender.http.Prepared;
import dev.vestnik.sender.http.ProviderSubmission;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An e-mail provider over HTTP; refuses what no provider could carry before it is asked and charges. */
interface EmailProvider extends HttpProvider {
    /** The longest e-mail, in characters of both bodies; mailboxes clip or refuse e-mails long before that. */
    long LARGEST = 5_000_000;

    int LONGEST_ADDRESS = 254;

    /** The request for an e-mail that can be sent. */
    HttpCall call(Content.Email mail, ProviderSubmission submission);

    @Override
    default Prepared request(ProviderSubmission submission) {
        return submission.dispatch().content() instanceof Content.Email mail
                ? prepared(mail, submission)
                : Prepared.refused("not-an-email");
    }

    private Prepared prepared(Content.Email mail, ProviderSubmission submission) {
        if (!isAddress(mail.to().address())) {
            return new Prepared.Refused(Outcome.deadAddress("bad-address"));
        }
        if (mail.body().html().isBlank() && mail.body().text().isBlank()) {
            return Prepared.refused("empty-text");
        }
        if ((long) mail.body().html().length() + mail.body().text().length() > LARGEST) {
            return Prepared.refused("too-large");
        }
        return new Prepared.Ready(call(mail, submission));
    }

    private static boolean isAddress(String address) {
        int at = address.lastIndexOf('@');
        return at > 0
                && at < address.length() - 1
                && address.length() <= LONGEST_ADDRESS
                && address.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>' || c == ',' || c == 0x7F);
    }

    /** Headers for leaving by one click (RFC 8058); none for an e-mail without a link over https. */
    static Map<String, String> unsubscribe(Content.Email mail) {
        @Nullable String url = mail.unsubscribeUrl();
        Map<String, String> headers = new LinkedHashMap<>();
        if (url != null && url.startsWith("https://") && url.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '>')) {
            headers.put("List-Unsubscribe", "<" + url + ">");
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return headers;
    }

    /** A text as it may stand in a header: without line breaks and other control characters. */
    static String line(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
