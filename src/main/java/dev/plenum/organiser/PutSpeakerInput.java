package dev.plenum.organiser;

import java.net.URI;
import java.util.List;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.document.LinkInput;
import dev.plenum.programme.document.SpeakerType;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A speaker to create or to change; the schema describes each property.
 */
record PutSpeakerInput(String eventId, @Nullable Integer expectedVersion, @Nullable String id, @Nullable String key,
		ArgumentValue<String> name, ArgumentValue<SpeakerType> type, ArgumentValue<List<String>> titles,
		ArgumentValue<String> organisation, ArgumentValue<List<TextInput>> bio, ArgumentValue<List<TextInput>> note,
		ArgumentValue<Boolean> portraitAvailable, ArgumentValue<URI> portrait, ArgumentValue<List<LinkInput>> links) {

	String speakerId() {
		return Keys.id("spk", this.eventId, this.id, this.key);
	}

	void check(boolean isNew) {
		Check.needed(this.name, isNew, "name");
		Check.line(this.name, "name");
		Check.needed(this.type, false, "type");
		Check.lines(this.titles, "titles");
		Check.line(this.organisation, "organisation");
		Check.web(this.portrait.value(), "portrait");
		Check.list(this.links, "links");
		Check.each(this.links.value(), LinkInput::isFine, LinkInput.FINE, "links");
	}

	Fields fields() {
		Fields fields = new Fields().input("name", this.name)
			.input("type", this.type)
			.input("titles", this.titles)
			.input("organisation", this.organisation)
			.input("bio", this.bio, (texts) -> TextInput.text(texts, "input", "bio"))
			.input("note", this.note, (texts) -> TextInput.text(texts, "input", "note"))
			.input("hasPortrait", this.portraitAvailable)
			.input("portrait", this.portrait, URI::toString)
			.input("links", this.links, LinkInput::links);
		return this.type.isOmitted() ? fields.first("type", SpeakerType.PERSON) : fields;
	}

}
