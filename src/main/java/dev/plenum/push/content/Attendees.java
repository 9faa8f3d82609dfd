package dev.plenum.push.content;

import java.util.Map;
import java.util.Set;

import dev.plenum.agenda.Agenda;
import dev.plenum.agenda.OwnAgendas;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.inbox.Inboxes;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads from memory what this server knows of people at events.
 */
@Component
public class Attendees {

	private final Inboxes inboxes;

	private final OwnAgendas agendas;

	private final ShowFloors floors;

	private final LiveNotificationSettings settings;

	Attendees(Inboxes inboxes, OwnAgendas agendas, ShowFloors floors, LiveNotificationSettings settings) {
		this.inboxes = inboxes;
		this.agendas = agendas;
		this.floors = floors;
		this.settings = settings;
	}

	/**
	 * Returns the name of the collection of the settings, to listen to its changes. Each
	 * document has the field {@code subject}.
	 * @return the name
	 */
	public String settingsCollection() {
		return LiveNotificationSettings.COLLECTION;
	}

	/**
	 * Returns what is known of a person.
	 * @param programme the event
	 * @param subject the person
	 * @param ticket the subject of the person's ticket, whose holder knows nothing of the
	 * exhibitor's staff and has notification settings of their own; null for the account
	 * @return what is known; also of a person who has nothing at the event
	 */
	public Mono<Attendee> of(Programme programme, String subject, @Nullable String ticket) {
		boolean hosting = ticket == null;
		return this.inboxes.of(programme, subject, hosting)
			.flatMap((known) -> Mono
				.zip(this.agendas.linked(programme, known.agenda(), hosting),
						this.settings.known((ticket != null) ? ticket : subject))
				.flatMap((read) -> exhibitors(read.getT1())
					.map((exhibitors) -> new Attendee(known, read.getT1(), exhibitors, read.getT2()))));
	}

	private Mono<Map<String, Exhibitor>> exhibitors(Agenda agenda) {
		Set<String> ids = agenda.exhibitorIds();
		return ids.isEmpty() ? Mono.just(Map.of())
				: this.floors.among(ids, agenda.programme()).collectMap(Exhibitor::id);
	}

}
