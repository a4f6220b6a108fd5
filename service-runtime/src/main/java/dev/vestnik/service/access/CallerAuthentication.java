package dev.vestnik.service.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller as Spring Security hands one on. */
@SuppressWarnings("serial") // never written anywhere: there are no sessions
final class CallerAuthentication extends AbstractAuthenticationToken {
    private final Caller caller;

    CallerAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** Keeps no key and no token. */
    @Override
    public String getCredentials() {
        return "";
    }
}
