package dev.plenum.sample;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.plenum.agenda.AgendaDesk;
import dev.plenum.exhibitor.file.ExhibitorImport;
import dev.plenum.interchange.ImportDesk;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.security.ConditionalOnLocalMode;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventState;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.seating.SeatDesk;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes the demo: a conference whose first day is the day on which it is made, in local
 * mode. The first start after its last day archives it and makes a new one. The alias is
 * written last, so that an interrupted start is completed by the next one.
 */
@Component
@ConditionalOnLocalMode
class DemoConference {

	/** The alias of the demo that takes place now. */
	static final String ALIAS = "demo";

	private static final int AT_ONCE = 16;

	private static final int ATTENDEES = 16;

	/** The attendees who book seminars; the others book workshops. */
	private static final int FIRST_IN_SEMINARS = 9;

	/** The attendees who want a seat in the next workshop, more than it has. */
	private static final int WANTED = DemoFiles.SEATS + 2;

	private final String alias;

	private final Programmes programmes;

	private final Events events;

	private final ImportDesk imported;

	private final ExhibitorImport exhibitors;

	private final SeatDesk seats;

	private final AgendaDesk agendas;

	private final InstantSource clock;

	@Autowired
	DemoConference(Programmes programmes, Events events, ImportDesk imported, ExhibitorImport exhibitors,
			SeatDesk seats, AgendaDesk agendas, InstantSource clock) {
		this(ALIAS, programmes, events, imported, exhibitors, seats, agendas, clock);
	}

	DemoConference(String alias, Programmes programmes, Events events, ImportDesk imported, ExhibitorImport exhibitors,
			SeatDesk seats, AgendaDesk agendas, InstantSource clock) {
		this.alias = alias;
		this.programmes = programmes;
		this.events = events;
		this.imported = imported;
		this.exhibitors = exhibitors;
		this.seats = seats;
		this.agendas = agendas;
		this.clock = clock;
	}

	/**
	 * Makes the demo unless it takes place already.
	 * @return the slug of the new demo; empty if there was one, which costs no read of
	 * the database
	 */
	Mono<String> load() {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), DemoFiles.ZONE);
		return this.programmes.byAlias(this.alias)
			.flatMap((event) -> today.isAfter(event.endsOn()) ? archive(event) : Mono.just(event))
			.filter((event) -> event.state() == EventState.PUBLISHED)
			.hasElement()
			.filter((takesPlace) -> !takesPlace)
			.flatMap((none) -> firstDay(today).flatMap(this::make));
	}

	private Mono<EventDocument> archive(EventDocument event) {
		return this.events.setState(event.id(), null, EventState.ARCHIVED)
			.flatMap((written) -> this.programmes.known(written).thenReturn(written));
	}

	/**
	 * Finds the first day of a demo that was not completed.
	 * @return the day; today if there is no such demo
	 */
	private Mono<LocalDate> firstDay(LocalDate today) {
		return Flux.range(1, DemoFiles.DAYS - 1)
			.map(today::minusDays)
			.filterWhen((day) -> this.programmes.exists(Ids.event(slug(day))))
			.next()
			.defaultIfEmpty(today);
	}

	private Mono<String> make(LocalDate firstDay) {
		String slug = slug(firstDay);
		String id = Ids.event(slug);
		return this.imported
			.importNew(slug, () -> DemoFiles.programme(slug, firstDay).getInputStream(), SampleData.ORGANISERS)
			.then(this.exhibitors.intoEmpty(id, DemoFiles::exhibitors))
			.then(Mono.defer(() -> this.programmes.live(id).get()))
			.flatMap(this::attend)
			.then(Mono.defer(() -> this.events.put(id, null, new Fields().set("alias", this.alias))))
			.flatMap(this.programmes::known)
			.thenReturn(slug);
	}

	private Mono<Void> attend(Programme programme) {
		return Flux.concat(Flux.fromIterable(bookings(programme, this.clock.instant()))
			.flatMapSequential((booking) -> this.seats.book(booking.session(), subject(booking.attendee())), AT_ONCE),
				Flux.range(1, ATTENDEES)
					.flatMap((attendee) -> this.agendas.add(favourite(programme).id(), caller(attendee)), AT_ONCE))
			.then();
	}

	/**
	 * Chooses who wants which seat: more people than there are seats in the next
	 * workshop, two people in each other workshop by day, and five in one seminar of each
	 * time.
	 */
	private static List<Booking> bookings(Programme programme, Instant now) {
		List<Booking> bookings = new ArrayList<>();
		boolean nextFound = false;
		Instant lastSeminar = Instant.MIN;
		for (Session session : programme.sessions()) {
			Instant start = session.slot().startsAt();
			int hour = session.startsAt().getHour();
			if (session.kind() == SessionKind.WORKSHOP && !nextFound && start.isAfter(now)) {
				nextFound = true;
				book(bookings, session, 1, WANTED);
			}
			else if (session.kind() == SessionKind.WORKSHOP && hour >= 8 && hour < 18) {
				book(bookings, session, 1, 2);
			}
			else if (session.kind() == SessionKind.SEMINAR && start.isAfter(lastSeminar)) {
				lastSeminar = start;
				book(bookings, session, FIRST_IN_SEMINARS, FIRST_IN_SEMINARS + 4);
			}
		}
		return bookings;
	}

	private static void book(List<Booking> bookings, Session session, int first, int last) {
		IntStream.rangeClosed(first, last).forEach((attendee) -> bookings.add(new Booking(session, attendee)));
	}

	/**
	 * The session that all attendees add to their agendas: the first one with a track.
	 */
	private static Session favourite(Programme programme) {
		return programme.sessions().stream().filter((session) -> session.track() != null).findFirst().orElseThrow();
	}

	private String slug(LocalDate firstDay) {
		return this.alias + '-' + firstDay;
	}

	private static String subject(int attendee) {
		return "demo-attendee-" + attendee;
	}

	private static Caller caller(int attendee) {
		return new Caller(subject(attendee), DemoFiles.name(attendee - 1), false);
	}

	/**
	 * A seat that an attendee wants.
	 *
	 * @param session the session
	 * @param attendee the number of the attendee
	 */
	private record Booking(Session session, int attendee) {
	}

}
