package dev.vestnik.rules.template;

import dev.vestnik.rules.channel.Channel;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of a template in one language. */
record LocalizedTexts(
        Locale locale,
        @Nullable LiquidText sms,
        @Nullable Email email,
        @Nullable Push push) {

    record Email(LiquidText subject, LiquidText html, LiquidText text) {}

    record Push(
            LiquidText title,
            LiquidText body,
            @Nullable LiquidText url,
            @Nullable LiquidText imageUrl) {}

    Set<Channel> channels() {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        if (sms != null) {
            channels.add(Channel.SMS);
        }
        if (email != null) {
            channels.add(Channel.EMAIL);
        }
        if (push != null) {
            channels.add(Channel.PUSH);
        }
        return channels;
    }

    Stream<LiquidText> all() {
        Stream<@Nullable LiquidText> mail =
                email == null ? Stream.empty() : Stream.of(email.subject(), email.html(), email.text());
        Stream<@Nullable LiquidText> pushed =
                push == null ? Stream.empty() : Stream.of(push.title(), push.body(), push.url(), push.imageUrl());
        return Stream.of(Stream.<@Nullable LiquidText>of(sms), mail, pushed)
                .flatMap(texts -> texts)
                .filter(Objects::nonNull);
    }
}
