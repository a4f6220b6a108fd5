package dev.vestnik.engine.template;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * What an HTML mail says, for readers that show no HTML. It is read as XML: a reader of HTML moves words that stand between table rows,
 * and so the loop around a row, to before the table.
 */
final class PlainText {
    private static final Set<String> SILENT = Set.of("head", "style", "script", "title");
    private static final Set<String> BLOCKS =
            Set.of("p", "div", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "br", "hr", "blockquote");

    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    static String of(String html) {
        PlainText plain = new PlainText();
        Element body = Jsoup.parse(html, Parser.xmlParser()).selectFirst("body");
        if (body != null) {
            plain.read(body);
        }
        return plain.text
                .toString()
                .replaceAll("[ \\t\\u00a0]*\\n[ \\t\\u00a0]*", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .replaceAll("[ \\t]{2,}", " ")
                .strip();
    }

    private void read(Node node) {
        if (node instanceof TextNode words) {
            text.append(words.text());
        } else if (node instanceof Element element && !hidden(element)) {
            read(element);
        }
    }

    private static boolean hidden(Element element) {
        return SILENT.contains(element.normalName())
                || element.attr("style")
                        .replace(" ", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("display:none");
    }

    private void read(Element element) {
        boolean block = BLOCKS.contains(element.normalName());
        if (block) {
            text.append('\n');
        }
        if (element.normalName().equals("li")) {
            text.append("\n- ");
        }
        int from = text.length();
        element.childNodes().forEach(this::read);
        if (element.normalName().equals("a")) {
            link(text.substring(from).strip(), element.attr("href"), from);
        }
        if (element.normalName().equals("img")) {
            text.append(element.attr("alt"));
        }
        if (element.normalName().equals("td")) {
            text.append(' ');
        }
        if (block) {
            text.append('\n');
        }
    }

    private void link(String words, String href, int from) {
        if (!href.isEmpty() && !words.equals(href)) {
            text.setLength(from);
            text.append(words).append(words.isEmpty() ? "" : ": ").append(href);
        }
    }
}
