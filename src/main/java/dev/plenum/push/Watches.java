package dev.plenum.push;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.plenum.agenda.LiveAgendas;
import dev.plenum.announcement.BulletinBoard;
import dev.plenum.announcement.BulletinBoards;
import dev.plenum.meeting.MeetingBoards;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.security.LinkedAccounts;
import dev.plenum.platform.token.TokenIssuer;
import dev.plenum.programme.Programmes;
import dev.plenum.push.HeldSlice.Note;
import dev.plenum.push.content.Attendees;
import dev.plenum.seating.SeatingBoards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Notes in the slices that this server holds what happens in their events. An event of
 * which this server holds nothing costs nothing.
 */
@Component
class Watches implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(Watches.class);

	private static final Predicate<String> EVERYBODY = (_) -> true;

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

	private final Map<String, Disposable> byEvent = new ConcurrentHashMap<>();

	private final Leases leases;

	private final Programmes programmes;

	private final BulletinBoards bulletins;

	private final SeatingBoards seats;

	private final MeetingBoards meetings;

	private final LinkedAccounts accounts;

	Watches(Leases leases, Programmes programmes, BulletinBoards bulletins, SeatingBoards seats, MeetingBoards meetings,
			LiveAgendas agendas, Attendees attendees, ChangeFeed feed, LinkedAccounts accounts) {
		this.leases = leases;
		this.programmes = programmes;
		this.bulletins = bulletins;
		this.seats = seats;
		this.meetings = meetings;
		this.accounts = accounts;
		feed.listen(Set.of(agendas.collection()), this::receive);
		feed.listen(Set.of(attendees.settingsCollection()), this::receiveSettings);
	}

	/**
	 * Watches the events of the slices that this server holds, and no others.
	 */
	void adjust() {
		Set<String> held = this.leases.held().stream().map(HeldSlice::eventId).collect(Collectors.toSet());
		held.forEach((eventId) -> this.byEvent.computeIfAbsent(eventId, this::watch));
		this.byEvent.entrySet().removeIf((watch) -> {
			boolean over = !held.contains(watch.getKey());
			if (over) {
				watch.getValue().dispose();
			}
			return over;
		});
	}

	private Disposable watch(String eventId) {
		Flux<Predicate<String>> schedule = this.programmes.live(eventId)
			.readAndFollow()
			.distinctUntilChanged(
					(programme) -> List.of(programme.schedule().revision(), programme.event().detailsVersion()))
			.map((_) -> EVERYBODY);
		Flux<Predicate<String>> posted = this.bulletins.follow(eventId)
			.distinctUntilChanged(BulletinBoard::newest)
			.map((_) -> EVERYBODY);
		return Flux.merge(schedule, posted, this.seats.concerned(eventId), this.meetings.concerned(eventId))
			.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(LONGEST_PAUSE))
			.subscribe((who) -> note(eventId, who));
	}

	private void note(String eventId, Predicate<String> who) {
		this.leases.held(eventId).forEach((slice) -> slice.note(new Note.Concerned(who)));
	}

	private void receive(News news) {
		if (news instanceof News.Changed changed && changed.document() != null && !this.byEvent.isEmpty()) {
			String eventId = Ids.eventOf(changed.id()).orElse("");
			if (this.byEvent.containsKey(eventId)) {
				concerned(this.leases.held(eventId), changed.document().getString("subject").getValue());
			}
		}
	}

	private void receiveSettings(News news) {
		if (news instanceof News.Changed changed && changed.document() != null) {
			String subject = changed.document().getString("subject").getValue();
			concerned(this.leases.held(), subject);
			ticketOf(subject).ifPresent((eventId) -> this.accounts.accountOf(eventId, subject)
				.subscribe((account) -> concerned(this.leases.held(eventId), account),
						(ex) -> log.debug("The devices of {} are looked at later", subject, ex)));
		}
	}

	/** The event of a ticket, whose devices an account may have. */
	private Optional<String> ticketOf(String subject) {
		return TokenIssuer.isReserved(subject)
				? Ids.eventOf(subject.substring(TokenIssuer.PREFIX.length())).filter(this.byEvent::containsKey)
				: Optional.empty();
	}

	private static void concerned(Collection<HeldSlice> slices, String subject) {
		int number = Slices.of(subject);
		slices.stream()
			.filter((slice) -> slice.number() == number)
			.forEach((slice) -> slice.note(new Note.Concerned(subject::equals)));
	}

	@Override
	public void destroy() {
		this.byEvent.values().forEach(Disposable::dispose);
	}

}
