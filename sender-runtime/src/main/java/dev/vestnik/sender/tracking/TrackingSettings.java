package dev.vestnik.sender.tracking;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Makes links and pictures tell of clicks and openings, where {@code vestnik.links} names the pages.
 *
 * @param clicks whether links lead over the pages; by default in e-mails, not in texts, of which each such link fills a segment
 * @param opens whether e-mails have the picture that tells that they were opened
 * @param untrackedShops whose messages have neither
 * @param utmHosts whose addresses get {@code utm_source}, {@code utm_medium}, {@code utm_campaign} and {@code utm_content}: those of the
 *     shop itself, since others may refuse an address with more in it
 */
@ConfigurationProperties("vestnik.sender.tracking")
public record TrackingSettings(
        @DefaultValue("true") boolean clicks,
        @DefaultValue("true") boolean opens,
        @DefaultValue List<String> untrackedShops,
        @DefaultValue List<String> utmHosts) {
    public TrackingSettings {
        untrackedShops = List.copyOf(untrackedShops);
        utmHosts = List.copyOf(utmHosts);
    }
}
