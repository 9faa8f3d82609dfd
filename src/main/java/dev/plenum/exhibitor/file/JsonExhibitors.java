package dev.plenum.exhibitor.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.plenum.exhibitor.file.ExhibitorFile.Row;
import dev.plenum.platform.Echo;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads exhibitors from JSON: a list of exhibitors, or an object with {@code categories}
 * and {@code exhibitors}. The object's field {@code assumed} is ignored.
 */
final class JsonExhibitors {

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(Echo.LONGEST_TOKEN).build())
			.build())
		.build();

	private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {
	};

	private final String text;

	JsonExhibitors(String text) {
		this.text = text;
	}

	ExhibitorFile read() {
		List<Row> categories = new ArrayList<>();
		List<Row> exhibitors = new ArrayList<>();
		try (JsonParser parser = JSON.createParser(this.text)) {
			if (parser.nextToken() == JsonToken.START_ARRAY) {
				read(parser, exhibitors);
			}
			else {
				while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
					String name = parser.currentName();
					parser.nextToken();
					switch (name) {
						case "categories" -> read(parser, categories);
						case "exhibitors" -> read(parser, exhibitors);
						case "assumed" -> parser.skipChildren();
						default -> throw ImportRefused.at(line(parser),
								"Unknown field '%s': expected 'categories' or 'exhibitors'.".formatted(name));
					}
				}
			}
			if (parser.nextToken() != null) {
				throw ImportRefused.at(line(parser), "There is more text after the end of the JSON value.");
			}
		}
		catch (JacksonException ex) {
			throw ImportRefused.at((ex.getLocation() != null) ? Math.max(1, ex.getLocation().getLineNr()) : 1,
					"This is not the expected JSON: " + ex.getOriginalMessage());
		}
		return new ExhibitorFile(categories, exhibitors, List.of());
	}

	private static void read(JsonParser parser, List<Row> rows) {
		if (parser.currentToken() != JsonToken.START_ARRAY) {
			throw ImportRefused.at(line(parser), "Expected a list.");
		}
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			int line = line(parser);
			if (parser.currentToken() != JsonToken.START_OBJECT) {
				throw ImportRefused.at(line, "Expected an object.");
			}
			rows.add(new Row(line, parser.readValueAs(FIELDS)));
			TableExhibitors.requireFew(rows, line);
		}
	}

	private static int line(JsonParser parser) {
		return parser.currentTokenLocation().getLineNr();
	}

}
