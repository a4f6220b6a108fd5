package dev.vestnik.sender.tracking;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.service.link.LinkSettings;
import dev.vestnik.service.link.LinkedMessage;
import dev.vestnik.service.link.PublicLink;
import dev.vestnik.service.link.PublicLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the links of a message lead over {@code customer-pages}, which tell of the click, and puts the picture that tells of an opening into an
 * e-mail. A message whose customer does not want that stays as it is, as do all of them without pages. Push messages need neither: the device reports.
 */
public final class Tracking {
    /** Leaves messages as they are. */
    public static final Tracking NONE = new Tracking(
            new LinkSettings(null, List.of(), Duration.ofDays(1)),
            new TrackingSettings(false, false, List.of(), List.of()));

    private static final String BODY_END = "</body>";

    private final @Nullable PublicLinks links;
    private final TrackingSettings settings;
    private final UtmTags utm;

    public Tracking(LinkSettings pages, TrackingSettings settings) {
        this.links = pages.isOn() ? PublicLinks.of(pages) : null;
        this.settings = settings;
        this.utm = new UtmTags(settings.utmHosts());
    }

    /** The message as it goes to the gateway at this moment. */
    public Dispatch in(Dispatch dispatch, Instant now) {
        return links == null
                        || settings.untrackedShops()
                                .contains(dispatch.customer().shop())
                ? dispatch
                : dispatch.with(content(links, dispatch, now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private Content content(PublicLinks pages, Dispatch dispatch, Instant now) {
        return switch (dispatch.content()) {
            case Content.Email email -> email(pages, dispatch, email, now);
            case Content.Sms sms
            when settings.clicks() ->
                new Content.Sms(
                        sms.to(),
                        sms.from(),
                        TextLinks.replaced(
                                sms.text(),
                                target -> click(pages, sent(dispatch, ChannelName.SMS, now), target, dispatch)));
            case Content.Sms sms -> sms;
            case Content.Push push -> push;
        };
    }

    private Content email(PublicLinks pages, Dispatch dispatch, Content.Email email, Instant now) {
        LinkedMessage sent = sent(dispatch, ChannelName.EMAIL, now);
        String html = email.body().html();
        if (settings.clicks()) {
            html = HtmlLinks.replaced(
                    html,
                    target -> target.equals(email.unsubscribeUrl()) ? target : click(pages, sent, target, dispatch));
        }
        if (settings.opens()) {
            html = withPicture(html, pages.to(new PublicLink.Open(sent)));
        }
        return new Content.Email(
                email.to(),
                email.from(),
                email.subject(),
                new Content.Body(html, email.body().text()),
                email.unsubscribeUrl());
    }

    private String click(PublicLinks pages, LinkedMessage sent, String target, Dispatch dispatch) {
        return pages.takes(target) ? pages.click(sent, utm.in(target, dispatch)) : target;
    }

    private static LinkedMessage sent(Dispatch dispatch, ChannelName channel, Instant now) {
        return new LinkedMessage(
                dispatch.customer(),
                dispatch.attempt().messageId(),
                dispatch.attempt().number(),
                channel,
                now);
    }

    /** The picture comes last: what is above it is shown first. */
    private static String withPicture(String html, String url) {
        String picture = "<img src=\"" + url + "\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">";
        int end = html.length() - BODY_END.length();
        while (end >= 0 && !html.regionMatches(true, end, BODY_END, 0, BODY_END.length())) {
            end--;
        }
        return end < 0 ? html + picture : html.substring(0, end) + picture + html.substring(end);
    }
}
