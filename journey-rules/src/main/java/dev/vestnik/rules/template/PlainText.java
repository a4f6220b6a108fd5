package dev.vestnik.rules.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The text of an HTML mail, for readers that show no HTML. The mail is read as XML: a reader of HTML moves words that stand between
 * table rows, and so the loop around a row, to before the table.
 */
final class PlainText implements NodeFilter {
    private static final Set<String> SILENT = Set.of("head", "style", "script", "title");
    private static final Set<String> BLOCKS =
            Set.of("p", "div", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "br", "hr", "blockquote");

    private final StringBuilder text = new StringBuilder();
    /** The start of the text of each open element. */
    private final Deque<Integer> starts = new ArrayDeque<>();

    private PlainText() {}

    /** The elements are gone through in a loop: an image that is not closed holds all that follows it. */
    static String of(String html) {
        PlainText plain = new PlainText();
        Element body = Jsoup.parse(html, Parser.xmlParser()).selectFirst("body");
        if (body != null) {
            body.filter(plain);
        }
        return Spaces.ofPlainText(plain.text).strip();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            text.append(words.text());
        }
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        if (hidden(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        text.append(
                BLOCKS.contains(element.normalName())
                        ? "\n"
                        : element.normalName().equals("li") ? "\n- " : "");
        starts.push(text.length());
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(@Nullable Node node, int depth) {
        if (node instanceof Element element) {
            int from = starts.pop();
            switch (element.normalName()) {
                case "a" -> link(text.substring(from).strip(), element.attr("href"), from);
                case "img" -> text.append(element.attr("alt"));
                case "td" -> text.append(' ');
                default -> text.append(BLOCKS.contains(element.normalName()) ? "\n" : "");
            }
        }
        return FilterResult.CONTINUE;
    }

    private static boolean hidden(Element element) {
        return SILENT.contains(element.normalName())
                || Cases.lower(element.attr("style").replace(" ", "")).contains("display:none");
    }

    private void link(String words, String href, int from) {
        if (!href.isEmpty() && !words.equals(href)) {
            text.setLength(from);
            text.append(words).append(words.isEmpty() ? "" : ": ").append(href);
        }
    }
}
