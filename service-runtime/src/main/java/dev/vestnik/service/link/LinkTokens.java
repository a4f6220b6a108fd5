package dev.vestnik.service.link;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Writes links as words fit for a URL, and reads them. The first secret seals; all of them open, so that the next one can be made known
 * before it is used, and the last one is good for the links that are out. Linear in the word's length.
 */
public final class LinkTokens {
    /** No token of ours is longer; browsers and mail programs take as much. */
    static final int LONGEST = 2_000;

    private final List<Seal> seals;

    /** @param secrets at least one */
    public LinkTokens(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("links need a secret");
        }
        this.seals = secrets.stream().map(Seal::new).toList();
    }

    public String write(PublicLink link) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(seals.getFirst().close(LinkBytes.of(link)));
    }

    /** Empty where none of the secrets has sealed it. */
    public Optional<PublicLink> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return opened(Base64.getUrlDecoder().decode(token));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<PublicLink> opened(byte[] sealed) {
        for (Seal seal : seals) {
            byte[] content = seal.open(sealed);
            if (content != null) {
                return Optional.of(LinkBytes.read(content));
            }
        }
        return Optional.empty();
    }
}
