package dev.plenum.interchange.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import dev.plenum.platform.Echo;
import dev.plenum.platform.graphql.PlainCharacters;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads untrusted JSON. A first pass checks the syntax, depth and size, and finds the
 * names at the top, without building anything in memory. The second pass reads the file.
 */
public final class JsonFile {

	private static final int DEEPEST = 40;

	private static final int MOST_TOKENS = 1_500_000;

	private static final int LONGEST_TEXT = 1_000_000;

	static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(DEEPEST)
				.maxTokenCount(MOST_TOKENS)
				.maxStringLength(LONGEST_TEXT)
				.maxNumberLength(Echo.LONGEST_TOKEN)
				.build())
			.build())
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private JsonFile() {
	}

	/**
	 * Checks a file.
	 * @param file the file
	 * @return the names of the properties at the top; empty if the top is a list
	 * @throws IOException if the file cannot be read
	 */
	public static Set<String> names(InputStreamSource file) throws IOException {
		try (InputStream bytes = file.getInputStream(); JsonParser parser = MAPPER.createParser(bytes)) {
			try {
				return names(parser);
			}
			catch (JacksonException ex) {
				throw fault(ex, parser.currentLocation());
			}
		}
	}

	private static Set<String> names(JsonParser parser) {
		Set<String> names = new HashSet<>();
		Deque<Integer> items = new ArrayDeque<>();
		for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
			if (items.size() == 1 && token == JsonToken.PROPERTY_NAME) {
				names.add(parser.currentName());
			}
			if (token.isStructEnd()) {
				items.pop();
			}
			else if (!items.isEmpty() && (token.isStructStart() || token.isScalarValue())) {
				items.push(items.pop() + 1);
				if (items.element() > Lengths.MOST_ITEMS) {
					throw new FaultyFileException(parser.streamReadContext().getParent().pathAsPointer().toString(),
							"This list has more than %d items.".formatted(Lengths.MOST_ITEMS));
				}
			}
			if (token.isStructStart()) {
				items.push(0);
			}
		}
		return names;
	}

	/**
	 * Reads a file that {@link #names} has checked.
	 * @param file the file
	 * @param type the type to read it as
	 * @param <T> the type to read it as
	 * @return the content of the file
	 * @throws IOException if the file cannot be read
	 */
	public static <T> T read(InputStreamSource file, Class<T> type) throws IOException {
		try (InputStream bytes = file.getInputStream(); JsonParser parser = MAPPER.createParser(bytes)) {
			try {
				return MAPPER.readValue(new PlainParser(parser), type);
			}
			catch (JacksonException ex) {
				throw fault(ex, parser.currentLocation());
			}
		}
	}

	/**
	 * Returns one step of a JSON pointer.
	 * @param name the name of a property
	 */
	static String step(String name) {
		return "/" + name.replace("~", "~0").replace("/", "~1");
	}

	private static FaultyFileException fault(JacksonException ex, TokenStreamLocation otherwise) {
		StringBuilder place = new StringBuilder();
		ex.getPath()
			.forEach((step) -> place
				.append((step.getPropertyName() != null) ? step(step.getPropertyName()) : "/" + step.getIndex()));
		TokenStreamLocation location = isKnown(ex.getLocation()) ? ex.getLocation() : otherwise;
		if (isKnown(location)) {
			place.append(place.isEmpty() ? "" : ", ")
				.append("line %d, column %d".formatted(location.getLineNr(), location.getColumnNr()));
		}
		return new FaultyFileException(place.toString(), message(ex));
	}

	private static boolean isKnown(@Nullable TokenStreamLocation location) {
		return location != null && location.getLineNr() > 0;
	}

	private static String message(JacksonException ex) {
		String line = String.valueOf(ex.getOriginalMessage())
			.lines()
			.findFirst()
			.orElse("")
			.replaceAll(",? ?from `[^`]*`|`[\\w.$]+`", "");
		if (line.startsWith("Trailing token")) {
			return "The file contains several JSON values one after the other. Put them in one list: [ …, … ].";
		}
		String problem = (line.length() > 200) ? line.substring(0, 200) + "…" : line;
		return "This is not a JSON file that can be read: " + problem
				+ (problem.contains("UTF-8") ? ". Save it in UTF-8." : ". Export it again.");
	}

	/**
	 * Removes characters that are not {@link PlainCharacters plain} from all texts.
	 */
	private static final class PlainParser extends JsonParserDelegate {

		PlainParser(JsonParser parser) {
			super(parser);
		}

		@Override
		public @Nullable String getString() {
			String text = super.getString();
			return (text != null) ? PlainCharacters.in(text) : null;
		}

		@Override
		public @Nullable String currentName() {
			String name = super.currentName();
			return (name != null) ? PlainCharacters.in(name) : null;
		}

	}

}
