package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds what the MJML compiler would silently drop or repair: unknown elements and elements that are not closed. */
final class MjmlCheck {
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_SHOWN = 40;
    static final Set<String> KNOWN = Set.of(
            "mjml",
            "mj-head",
            "mj-body",
            "mj-attributes",
            "mj-all",
            "mj-class",
            "mj-breakpoint",
            "mj-font",
            "mj-html-attributes",
            "mj-selector",
            "mj-html-attribute",
            "mj-preview",
            "mj-style",
            "mj-title",
            "mj-accordion",
            "mj-accordion-element",
            "mj-accordion-title",
            "mj-accordion-text",
            "mj-button",
            "mj-carousel",
            "mj-carousel-image",
            "mj-column",
            "mj-divider",
            "mj-group",
            "mj-hero",
            "mj-image",
            "mj-navbar",
            "mj-navbar-link",
            "mj-raw",
            "mj-section",
            "mj-social",
            "mj-social-element",
            "mj-spacer",
            "mj-table",
            "mj-text",
            "mj-wrapper");

    private final List<String> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final MarkupBounds bounds = new MarkupBounds();
    private boolean body;

    private record Open(String name, int line) {}

    private MjmlCheck() {}

    static List<String> problems(String markup) {
        return new MjmlCheck().of(markup);
    }

    private List<String> of(String markup) {
        MarkupTags tags = new MarkupTags(markup);
        MarkupTags.Tag tag = tags.next();
        String bound = null;
        while (tag != null && bound == null && problems.size() < MOST_PROBLEMS) {
            bound = bounds.passed(tag);
            if (tag.name().startsWith("mj")) {
                read(tag);
            }
            tag = tags.next();
        }
        if (bound != null) {
            return List.of(bound);
        }
        open.forEach(left -> problems.add("line " + left.line() + ": <" + shown(left.name()) + "> is not closed"));
        if (tags.broken() != null) {
            problems.add(tags.broken());
        }
        if (!markup.strip().startsWith("<mjml") || !body) {
            problems.add("must be <mjml><mj-body>…</mj-body></mjml>");
        }
        return problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS));
    }

    private void read(MarkupTags.Tag tag) {
        body |= tag.name().equals("mj-body");
        if (!KNOWN.contains(tag.name())) {
            problems.add("line " + tag.line() + ": there is no <" + shown(tag.name()) + ">"
                    + Nearest.hint(tag.name(), KNOWN));
        }
        if (tag.closing()) {
            close(tag);
        } else if (!tag.empty()) {
            open.push(new Open(tag.name(), tag.line()));
        }
    }

    private void close(MarkupTags.Tag tag) {
        if (open.stream().noneMatch(one -> one.name().equals(tag.name()))) {
            problems.add("line " + tag.line() + ": </" + shown(tag.name()) + "> closes nothing");
            return;
        }
        Open last = open.pop();
        while (!last.name().equals(tag.name())) {
            problems.add("line " + last.line() + ": <" + shown(last.name()) + "> is not closed");
            last = open.pop();
        }
    }

    static String shown(String name) {
        return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
    }
}
