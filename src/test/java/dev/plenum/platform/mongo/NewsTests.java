package dev.plenum.platform.mongo;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the document that comes with a change was written again after the change.
 */
class NewsTests {

	private static final String DOCUMENT = """
			{_id: "evt_1", revision: 3, slots: {ses_1: {rooms: ["a", "b"], start: 9}, ses_2: {start: 10}},
			 changes: [{revision: 2}, {revision: 3}]}""";

	@ParameterizedTest(name = "{0} is overtaken: {1}")
	@CsvSource(delimiter = '|', textBlock = """
			{revision: 3}                                        | false
			{revision: 2}                                        | true
			{'slots.ses_1': {rooms: ['a', 'b'], start: 9}}       | false
			{'slots.ses_1': {rooms: ['a'], start: 9}}            | true
			{'slots.ses_1.start': 9, 'slots.ses_2.start': 10}    | false
			{'slots.ses_1.start': 9, 'slots.ses_2.start': 11}    | true
			{'slots.ses_3': {start: 9}}                          | true
			{'slots.ses_1.rooms.1': 'b'}                         | false
			{'slots.ses_1.rooms.1': 'c'}                         | true
			{'slots.ses_1.rooms.2': 'c'}                         | true
			{'changes.1': {revision: 3}}                         | false
			{'changes.1.revision': 2}                            | true
			{'changes.first': 2}                                 | true
			{'revision.none': 2}                                 | true
			""", quoteCharacter = '"')
	void aChangeIsOvertakenIfAFieldHasAnotherValueThanItWrote(String updated, boolean overtaken) {
		assertThat(changed(DOCUMENT, updated).isOvertaken()).isEqualTo(overtaken);
	}

	@Test
	void manyFieldsAreComparedLikeFew() {
		String all = slots(1000, "'slots.s%d': {start: %d}");
		String document = "{slots: " + slots(1000, "s%d: {start: %d}") + "}";
		assertThat(changed(document, all).isOvertaken()).isFalse();
		assertThat(changed(document.replace("s999: {start: 999}", "s999: {start: 1}"), all).isOvertaken()).isTrue();
	}

	@Test
	void aCreationOrDeletionIsNotOvertaken() {
		assertThat(new News.Changed("schedules", "evt_1", RawBsonDocument.parse(DOCUMENT), null).isOvertaken())
			.isFalse();
		assertThat(new News.Changed("schedules", "evt_1", null, null).isOvertaken()).isFalse();
	}

	private static News.Changed changed(String document, String updated) {
		return new News.Changed("schedules", "evt_1", RawBsonDocument.parse(document), BsonDocument.parse(updated));
	}

	private static String slots(int count, String each) {
		return IntStream.range(0, count)
			.mapToObj((i) -> each.formatted(i, i))
			.collect(Collectors.joining(", ", "{", "}"));
	}

}
