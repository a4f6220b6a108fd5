package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what the MJML compiler would silently drop or repair: elements that it does not know or that stand where they do nothing or are not
 * closed, attributes that have no effect, HTML outside of elements that show it.
 */
final class MjmlCheck {
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_SHOWN = 40;
    static final Set<String> KNOWN = MjmlElement.names();

    /** The strictness of a check. */
    enum Bar {
        /** Everything. */
        SAVED_NOW,
        /** Only markup that cannot be compiled; earlier versions took markup that does nothing. */
        SAVED_BEFORE
    }

    private final Bar bar;
    private final List<String> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final MarkupBounds bounds = new MarkupBounds();
    private final MjmlAttributes attributes = new MjmlAttributes();
    private boolean body;

    private record Open(String name, int line) {}

    private MjmlCheck(Bar bar) {
        this.bar = bar;
    }

    static List<String> problems(String markup, Bar bar) {
        return new MjmlCheck(bar).of(markup);
    }

    private List<String> of(String markup) {
        MarkupTags tags = new MarkupTags(markup);
        MarkupTags.Tag tag = tags.next();
        String bound = null;
        while (tag != null && bound == null && problems.size() < MOST_PROBLEMS) {
            bound = bounds.passed(tag);
            if (tag.name().startsWith("mj")) {
                read(tag);
            } else if (!tag.closing() && bar == Bar.SAVED_NOW) {
                checkHtml(tag);
            }
            tag = tags.next();
        }
        if (bound != null) {
            return List.of(bound);
        }
        open.forEach(left -> problems.add("line " + left.line() + ": <" + shown(left.name()) + "> is not closed"));
        problems.addAll(bar == Bar.SAVED_NOW ? attributes.unknownClasses() : List.of());
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
        MjmlElement element = MjmlElement.of(tag.name());
        if (element == null) {
            problems.add("line " + tag.line() + ": there is no <" + shown(tag.name()) + ">"
                    + Nearest.hint(tag.name(), KNOWN));
        } else if (!tag.closing() && bar == Bar.SAVED_NOW) {
            attributes.check(tag, element, problems);
            checkPlace(tag, element);
        }
        if (tag.closing()) {
            close(tag);
        } else if (!tag.empty()) {
            open.push(new Open(tag.name(), tag.line()));
        }
    }

    private void checkPlace(MarkupTags.Tag tag, MjmlElement element) {
        String parent = open.isEmpty() ? "" : open.peek().name();
        boolean root = tag.name().equals("mjml") && parent.isEmpty();
        if (!root && KNOWN.contains(parent) && !element.isIn(parent)) {
            problems.add("line " + tag.line() + ": <" + tag.name() + "> does nothing in <" + parent + ">: "
                    + (element.parents().isEmpty() ? "it is the outermost one" : "it belongs in " + places(element)));
        }
    }

    private static String places(MjmlElement element) {
        return element.parents().stream().map(name -> "<" + name + ">").collect(Collectors.joining(", "));
    }

    /** The compiler takes the attributes away from HTML that stands in no element made for it, or leaves it out. */
    private void checkHtml(MarkupTags.Tag tag) {
        String parent = open.isEmpty() ? "" : open.peek().name();
        if (KNOWN.contains(parent) && !MjmlElement.hasContent(parent)) {
            problems.add("line " + tag.line() + ": <" + shown(tag.name()) + "> in <" + parent
                    + "> is HTML: put it into <mj-raw> or <mj-text>");
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
