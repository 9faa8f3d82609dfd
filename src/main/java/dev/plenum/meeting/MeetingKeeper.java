package dev.plenum.meeting;

import java.time.InstantSource;
import java.util.Objects;

import dev.plenum.exhibitor.ExhibitorDependants;
import dev.plenum.exhibitor.ExhibitorDocument;
import dev.plenum.exhibitor.Exhibitors;
import dev.plenum.platform.removal.RemovalDocument;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Keeps meetings in agreement with the exhibitors. The meetings of an exhibitor that is
 * removed are cancelled, and its document takes no requests. The meetings of a host who
 * leaves the staff lose their host.
 */
@Component
class MeetingKeeper implements ExhibitorDependants {

	/** How many exhibitors are repaired at the same time. */
	private static final int AT_ONCE = 8;

	private final Meetings meetings;

	private final MeetingWriter writer;

	private final Exhibitors exhibitors;

	private final InstantSource clock;

	MeetingKeeper(Meetings meetings, MeetingWriter writer, Exhibitors exhibitors, InstantSource clock) {
		this.meetings = meetings;
		this.writer = writer;
		this.exhibitors = exhibitors;
		this.clock = clock;
	}

	@Override
	public Mono<Void> remove(RemovalDocument removal) {
		return close(removal.id(), removal.eventId(), Objects.requireNonNullElse(removal.name(), ""));
	}

	@Override
	public Mono<Void> prepareCreation(RemovalDocument removal) {
		return this.writer.settle(removal.id(), removal.eventId(), MeetingsDocument::reopen);
	}

	@Override
	public Mono<Void> keepStaff(ExhibitorDocument exhibitor) {
		return this.writer.settle(exhibitor.id(), exhibitor.eventId(),
				(meetings) -> meetings.hostedBy(exhibitor.staff(), this.clock.instant()));
	}

	/**
	 * Repairs the meetings of exhibitors that were removed, or whose staff was changed,
	 * by a server that was interrupted or by an older server.
	 */
	Mono<Void> repair() {
		return this.meetings.upcoming(this.clock.instant()).flatMap(this::repair, AT_ONCE).then();
	}

	private Mono<Void> repair(MeetingsDocument found) {
		return this.exhibitors.byId(found.exhibitorId())
			.singleOptional()
			.flatMap((known) -> known.map((exhibitor) -> needsRepair(found, exhibitor) ? keepStaff(exhibitor) : none())
				.orElseGet(() -> close(found.exhibitorId(), found.eventId(), "")));
	}

	private boolean needsRepair(MeetingsDocument found, ExhibitorDocument exhibitor) {
		return found.hostedBy(exhibitor.staff(), this.clock.instant()) != found;
	}

	private Mono<Void> close(String exhibitorId, String eventId, String name) {
		return this.writer.settle(exhibitorId, eventId, (meetings) -> meetings.close(name, this.clock.instant()));
	}

	private static Mono<Void> none() {
		return Mono.empty();
	}

}
