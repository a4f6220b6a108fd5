package dev.vestnik.pages.link;

import dev.vestnik.service.link.PublicLink;

/** A token that came in, opened. */
public sealed interface Opened<T extends PublicLink> {

    record Valid<T extends PublicLink>(T link) implements Opened<T> {}

    /** The link is ours, and too old. */
    record Expired<T extends PublicLink>(T link) implements Opened<T> {}

    /** The link is not ours, or not for this page. */
    record Unknown<T extends PublicLink>() implements Opened<T> {}

    /** The address has tried too many links that are not ours, or the link was used too often. */
    record TooMany<T extends PublicLink>() implements Opened<T> {}
}
