package dev.plenum.platform.mongo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.mongodb.MongoClientSettings;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that carry what they do not know.
 */
class CarryingCodecTests {

	private final Codec<Thing> codec = CodecRegistries
		.fromRegistries(CodecRegistries.fromProviders(CarryingCodec.provider()),
				MongoClientSettings.getDefaultCodecRegistry())
		.get(Thing.class);

	@Test
	void knownFieldsAreReadAndWritten() {
		Thing thing = new Thing("a", 3, Kind.GOOD, Instant.EPOCH, null, List.of(new Part("p", Unknown.NONE)),
				Map.of("x", new Part("q", Unknown.NONE)), Unknown.NONE);
		assertThat(encode(thing).toJson()).isEqualTo(
				"""
						{"name": "a", "count": 3, "kind": "GOOD", "at": {"$date": "1970-01-01T00:00:00Z"}, "parts": [{"name": "p"}], "byId": {"x": {"name": "q"}}}""");
		assertThat(decode(encode(thing))).isEqualTo(thing);
	}

	@Test
	void unknownFieldsAreKeptAtEveryDepth() {
		BsonDocument document = BsonDocument
			.parse("""
					{"count": 3, "new": [{"deep": 1}], "name": "a", "kind": "GOOD", "at": {"$date": "1970-01-01T00:00:00Z"},
					 "parts": [{"name": "p", "new": true}, {"name": "r"}], "byId": {"x": {"new": {"a": null}, "name": "q"}}}""");
		assertThat(encode(decode(document))).isEqualTo(document);
	}

	@Test
	void unknownFieldsDoNotAffectEquality() {
		BsonDocument one = BsonDocument.parse("{\"name\": \"p\", \"new\": 1}");
		Part part = this.codec.decode(new BsonDocumentReader(BsonDocument.parse("""
				{"name": "a", "count": 0, "parts": [%s]}""".formatted(one.toJson()))), DecoderContext.builder().build())
			.parts()
			.getFirst();
		assertThat(part).isEqualTo(new Part("p", Unknown.NONE)).hasSameHashCodeAs(new Part("p", Unknown.NONE));
	}

	@Test
	void nullAndMissingFieldsAreNull() {
		Thing thing = decode(BsonDocument.parse("{\"name\": null, \"count\": 1}"));
		assertThat(thing).isEqualTo(new Thing(null, 1, null, null, null, null, null, Unknown.NONE));
	}

	private BsonDocument encode(Thing thing) {
		BsonDocument document = new BsonDocument();
		this.codec.encode(new BsonDocumentWriter(document), thing, EncoderContext.builder().build());
		return document;
	}

	private Thing decode(BsonDocument document) {
		return this.codec.decode(new BsonDocumentReader(document), DecoderContext.builder().build());
	}

	enum Kind {

		GOOD

	}

	record Part(String name, Unknown unknown) {
	}

	record Thing(@Nullable String name, int count, @Nullable Kind kind, @Nullable Instant at, @Nullable Long missing,
			@Nullable List<Part> parts, @Nullable Map<String, Part> byId, Unknown unknown) {
	}

}
