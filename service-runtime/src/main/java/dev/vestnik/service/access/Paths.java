package dev.vestnik.service.access;

import dev.vestnik.service.problem.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;

/**
 * Refuses paths that two readers could take for different ones. The others are judged and routed by the same decoded segments, so that
 * no spelling of a path is another call than the one that was judged.
 */
final class Paths {
    private static final char NOT_UTF_8 = '\uFFFD';

    private Paths() {}

    /** @throws org.springframework.web.ErrorResponseException 404 for segments "." and "..", 400 for what else is odd */
    static void check(PathContainer path) {
        List<Element> elements = path.elements();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof PathSegment segment) {
                check(segment);
            } else if (i > 0 && !(elements.get(i - 1) instanceof PathSegment)) {
                throw odd("has an empty part (//)");
            }
        }
    }

    private static void check(PathSegment segment) {
        String value = segment.valueToMatch();
        if (value.equals(".") || value.equals("..")) {
            throw Problem.nothingHere();
        }
        if (segment.value().indexOf(';') >= 0) {
            throw odd("has a parameter (;): write a ; of an id as %3B");
        }
        if (value.chars().anyMatch(c -> Character.isISOControl(c) || c == NOT_UTF_8)) {
            throw odd("has control characters, or is not UTF-8");
        }
    }

    private static RuntimeException odd(String problem) {
        return Problem.of(HttpStatus.BAD_REQUEST, "the path " + problem);
    }
}
