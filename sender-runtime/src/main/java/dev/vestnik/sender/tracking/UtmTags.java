package dev.vestnik.sender.tracking;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the shop's own statistics which message a visit comes from. An address that has such tags keeps its own. */
final class UtmTags {
    private final Set<String> hosts;

    UtmTags(List<String> hosts) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    String in(String target, Dispatch dispatch) {
        return hosts.contains(host(target)) && !target.contains("utm_") ? tagged(target, dispatch) : target;
    }

    private static String host(String target) {
        try {
            String host = new URI(target).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String tagged(String target, Dispatch dispatch) {
        int hash = target.indexOf('#');
        String address = hash < 0 ? target : target.substring(0, hash);
        String tags = "utm_source=vestnik&utm_medium=" + medium(dispatch)
                + "&utm_campaign=" + encoded(dispatch.origin().journey())
                + "&utm_content=" + encoded(dispatch.origin().step());
        String separator = address.indexOf('?') < 0 ? "?" : address.endsWith("?") || address.endsWith("&") ? "" : "&";
        return address + separator + tags + (hash < 0 ? "" : target.substring(hash));
    }

    private static String medium(Dispatch dispatch) {
        return switch (dispatch.content()) {
            case Content.Sms _ -> "sms";
            case Content.Email _ -> "email";
            case Content.Push _ -> "push";
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
