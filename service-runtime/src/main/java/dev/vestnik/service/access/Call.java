package dev.vestnik.service.access;

import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;

/**
 * A call by somebody whose key has the role for it, before its handler.
 *
 * @param path the decoded variables of its path
 * @param query the decoded parameters of its query
 */
public record Call(Caller caller, HttpMethod method, Map<String, String> path, MultiValueMap<String, String> query) {

    /** Whether it changes nothing. */
    public boolean reads() {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
