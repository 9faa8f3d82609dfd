package dev.plenum.interchange.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.PlainCharacters;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * Converts descriptions, which can contain HTML, to plain text. Paragraphs and lists are
 * preserved, and the address of a link follows its text in parentheses.
 */
public final class PlainText {

	private static final Pattern TAG = Pattern.compile(
			"</?(?:a|abbr|address|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|col|dd|del"
					+ "|details|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|header|hr|html|i|iframe|img|ins"
					+ "|kbd|li|main|mark|nav|o:p|object|ol|p|picture|pre|q|s|samp|script|section|small|span|strike|strong"
					+ "|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|video|wbr)"
					+ "(?:\\s[^<>]*)?/?>|<!--",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ENTITY = Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\\d?);");

	private static final Pattern BLOCK = Pattern.compile("<(?:p|br|div|ul|ol|li|h[1-6]|table|pre|blockquote)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SPACES = Pattern.compile("\\s+");

	private PlainText() {
	}

	/**
	 * Converts text or HTML to plain text.
	 * @param written text or HTML
	 * @return the text without HTML tags
	 */
	public static String of(String written) {
		if (written.indexOf('<') < 0 && written.indexOf('&') < 0) {
			return tidy(written);
		}
		String text = (TAG.matcher(written).find() || !ENTITY.matcher(written).find()) ? written
				: Parser.unescapeEntities(written, false);
		// Removing tags can result in new tags.
		for (int i = 0; i < 3 && TAG.matcher(text).find(); i++) {
			text = read(text);
		}
		return tidy(TAG.matcher(text).replaceAll(""));
	}

	/**
	 * Normalises plain text.
	 * @param written the text
	 * @return the text without trailing spaces, blank lines at its ends, more than one
	 * blank line in a row, and unprintable characters
	 */
	public static String tidy(String written) {
		if (isPlain(written)) {
			return written.strip();
		}
		String text = PlainCharacters.in(written);
		StringBuilder tidy = new StringBuilder(text.length());
		int lineBreaks = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '\n' || character == '\r') {
				boolean half = character == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
				lineBreaks += half ? 0 : 1;
				if (lineBreaks == 1 && !half) {
					cutSpace(tidy);
				}
				if (lineBreaks <= 2 && !half) {
					tidy.append('\n');
				}
			}
			else {
				if (lineBreaks > 0 && isSpace(character)) {
					int word = i + 1;
					while (word < text.length() && isSpace(text.charAt(word))) {
						word++;
					}
					if (word < text.length() && (text.charAt(word) == '\n' || text.charAt(word) == '\r')) {
						i = word - 1;
						continue;
					}
				}
				lineBreaks = 0;
				tidy.append(character);
			}
		}
		return tidy.toString().strip();
	}

	private static void cutSpace(StringBuilder text) {
		while (!text.isEmpty() && isSpace(text.charAt(text.length() - 1))) {
			text.setLength(text.length() - 1);
		}
	}

	private static boolean isSpace(char character) {
		return character == ' ' || character == '\t' || character == '\u00a0';
	}

	/**
	 * Converts a text to one line.
	 * @param text the text
	 * @return the text with single spaces instead of line breaks and multiple spaces
	 */
	public static String line(String text) {
		return (isPlain(text) && !text.contains("  ")) ? text : SPACES.matcher(text).replaceAll(" ");
	}

	/** Detects lines of printable characters, which most texts are, for speed. */
	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ' || character >= 0x7f && character <= 0xa0 || character >= 0x2000) {
				return false;
			}
		}
		return true;
	}

	/** Escapes what is no tag of HTML, such as the {@code <T>} of a program. */
	private static String onlyTags(String html) {
		StringBuilder safe = new StringBuilder(html.length());
		Matcher tag = TAG.matcher(html);
		int end = 0;
		while (tag.find()) {
			safe.append(html.substring(end, tag.start()).replace("<", "&lt;")).append(tag.group());
			end = tag.end();
		}
		return safe.append(html.substring(end).replace("<", "&lt;")).toString();
	}

	private static String read(String html) {
		boolean keepsLines = !BLOCK.matcher(html).find();
		StringBuilder text = new StringBuilder();
		Element body = Jsoup.parseBodyFragment(onlyTags(html)).body();
		body.select("script, style, iframe, svg").remove();
		body.traverse(new NodeVisitor() {

			@Override
			public void head(Node node, int depth) {
				if (node instanceof TextNode part) {
					boolean asWritten = keepsLines || isPreformatted(part);
					append(text, asWritten ? part.getWholeText() : part.getWholeText().replaceAll("\\s+", " "),
							asWritten);
				}
				else if (node instanceof Element element) {
					switch (element.normalName()) {
						case "br" -> text.append('\n');
						case "li" -> text.append("\n- ");
						case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol" ->
							text.append("\n\n");
						case "tr", "dt", "dd" -> text.append('\n');
						case "td", "th" -> text.append(' ');
						default -> {
						}
					}
				}
			}

			@Override
			public void tail(Node node, int depth) {
				if (node instanceof Element element) {
					switch (element.normalName()) {
						case "a" -> {
							String address = element.attr("href").strip();
							if (address.startsWith("http") && !element.text().contains(address)) {
								text.append(" (").append(address).append(')');
							}
						}
						case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol" ->
							text.append("\n\n");
						default -> {
						}
					}
				}
			}

		});
		return text.toString();
	}

	private static boolean isPreformatted(Node node) {
		Node around = node.parent();
		return around != null && (around.normalName().equals("pre") || isPreformatted(around));
	}

	private static void append(StringBuilder text, String part, boolean asWritten) {
		boolean lineBegins = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
		text.append((lineBegins && !asWritten) ? part.stripLeading() : part);
	}

}
