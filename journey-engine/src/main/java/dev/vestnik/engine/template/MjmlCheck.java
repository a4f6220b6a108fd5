package dev.vestnik.engine.template;

import dev.vestnik.engine.condition.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what the MJML compiler would silently drop or repair: unknown elements and elements that are not closed. */
final class MjmlCheck {
    private static final Pattern TAG =
            Pattern.compile("<!--.*?-->|<(/?)(mj[a-z-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>", Pattern.DOTALL);
    private static final Set<String> KNOWN = Set.of(
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

    private MjmlCheck() {}

    static List<String> problems(String markup) {
        List<String> problems = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(markup);
        boolean body = false;
        while (tag.find()) {
            String name = tag.group(2);
            if (name == null) {
                continue;
            }
            int line = 1
                    + (int) markup.substring(0, tag.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            body |= name.equals("mj-body");
            if (!KNOWN.contains(name)) {
                problems.add("line " + line + ": there is no <" + name + ">" + Nearest.hint(name, KNOWN));
            }
            boolean closing = !tag.group(1).isEmpty();
            if (closing) {
                close(name, line, open, problems);
            } else if (tag.group(4).isEmpty()) {
                open.push(new Open(name, line));
            }
        }
        open.forEach(left -> problems.add("line " + left.line() + ": <" + left.name() + "> is not closed"));
        if (!markup.strip().startsWith("<mjml") || !body) {
            problems.add("must be <mjml><mj-body>…</mj-body></mjml>");
        }
        return problems;
    }

    private record Open(String name, int line) {}

    private static void close(String name, int line, Deque<Open> open, List<String> problems) {
        if (open.stream().noneMatch(one -> one.name().equals(name))) {
            problems.add("line " + line + ": </" + name + "> closes nothing");
            return;
        }
        Open last = open.pop();
        while (!last.name().equals(name)) {
            problems.add("line " + last.line() + ": <" + last.name() + "> is not closed");
            last = open.pop();
        }
    }
}
