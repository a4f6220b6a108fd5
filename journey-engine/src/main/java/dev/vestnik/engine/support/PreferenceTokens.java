package dev.vestnik.engine.support;

import dev.vestnik.service.link.LinkSettings;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.PublicLink;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of links to the preferences; without pages there are none. */
final class PreferenceTokens {
    private final @Nullable LinkTokens tokens;
    private final LinkSettings settings;
    private final InstantSource clock;

    PreferenceTokens(LinkSettings settings, InstantSource clock) {
        this.tokens = settings.isOn() ? new LinkTokens(settings.secrets()) : null;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty for what is not ours, and for what has expired. */
    Optional<PublicLink.Preferences> read(String token) {
        return tokens == null
                ? Optional.empty()
                : tokens.read(token)
                        .filter(PublicLink.Preferences.class::isInstance)
                        .map(PublicLink.Preferences.class::cast)
                        .filter(link -> clock.instant().isBefore(link.at().plus(settings.lifetime())));
    }
}
