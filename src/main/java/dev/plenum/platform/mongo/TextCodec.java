package dev.plenum.platform.mongo;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.platform.graphql.language.Text;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * Stores a text as a document with one field for each language, in the order of the text.
 */
class TextCodec implements Codec<Text> {

	@Override
	public Text decode(BsonReader reader, DecoderContext context) {
		Map<String, String> byLanguage = new LinkedHashMap<>();
		reader.readStartDocument();
		while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
			byLanguage.put(reader.readName(), reader.readString());
		}
		reader.readEndDocument();
		return new Text(byLanguage);
	}

	@Override
	public void encode(BsonWriter writer, Text text, EncoderContext context) {
		writer.writeStartDocument();
		text.byLanguage().forEach(writer::writeString);
		writer.writeEndDocument();
	}

	@Override
	public Class<Text> getEncoderClass() {
		return Text.class;
	}

}
