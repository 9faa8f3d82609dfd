package dev.plenum.interchange;

import java.io.InputStream;
import java.util.List;

import dev.plenum.announcement.Announcements;
import dev.plenum.programme.EventDocument;
import dev.plenum.programme.Events;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Sessions;
import dev.plenum.programme.Speakers;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Brings new events in from files.
 */
@Component
public class ProgrammeImport {

	private static final int AT_ONCE = 8;

	private final JsonMapper json = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final Programmes programmes;

	private final Events events;

	private final Sessions sessions;

	private final Speakers speakers;

	private final Schedules schedules;

	private final Announcements announcements;

	ProgrammeImport(Programmes programmes, Events events, Sessions sessions, Speakers speakers, Schedules schedules,
			Announcements announcements) {
		this.programmes = programmes;
		this.events = events;
		this.sessions = sessions;
		this.speakers = speakers;
		this.schedules = schedules;
		this.announcements = announcements;
	}

	/**
	 * Brings an event in, unless it is there already. The event's own document is written
	 * last, so that nobody sees half of it, and an import that was interrupted is simply
	 * done again.
	 * @param file a file of Plenum's own format, in UTF-8
	 * @param organiserSubjects the subjects of the tokens that may change the event
	 * @return the event; empty if it was there already
	 */
	public Mono<Programme> importNew(InputStream file, List<String> organiserSubjects) {
		ImportedEvent imported = new ImportedEvent(this.json.readValue(file, ProgrammeFile.class));
		EventDocument event = imported.event(organiserSubjects);
		return this.programmes.exists(event.id())
			.filter((exists) -> !exists)
			.flatMap((absent) -> write(imported, event).then(this.programmes.known(event)));
	}

	private Mono<Void> write(ImportedEvent imported, EventDocument event) {
		return Flux.fromIterable(imported.speakers())
			.flatMap(this.speakers::keep, AT_ONCE)
			.thenMany(Flux.fromIterable(imported.sessions()).flatMap(this.sessions::keep, AT_ONCE))
			.thenMany(Flux.fromIterable(imported.announcements()).flatMap(this.announcements::announce, AT_ONCE))
			.then(this.schedules.begin(imported.schedule()))
			.then(this.events.keep(event));
	}

}
