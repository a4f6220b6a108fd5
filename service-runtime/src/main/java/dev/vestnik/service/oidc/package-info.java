/** The tokens of an OpenID Connect issuer: its keys, and whether a token is one of its own, for us, and of now. */
@NullMarked
package dev.vestnik.service.oidc;

import org.jspecify.annotations.NullMarked;
