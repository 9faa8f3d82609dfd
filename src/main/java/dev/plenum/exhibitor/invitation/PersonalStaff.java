package dev.plenum.exhibitor.invitation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plenum.exhibitor.ExhibitorDocument;
import dev.plenum.exhibitor.Exhibitors;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.invitation.InvitationEntry;
import dev.plenum.mydata.PersonalData;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The exhibitors that a person is staff of or was invited to. Deleting this removes the
 * person from the staff; an invitation that the person redeemed stays used.
 */
@Component
@Order(21)
class PersonalStaff implements PersonalData {

	private final Exhibitors exhibitors;

	private final ShowFloors floors;

	PersonalStaff(Exhibitors exhibitors, ShowFloors floors) {
		this.exhibitors = exhibitors;
		this.floors = floors;
	}

	@Override
	public String name() {
		return "exhibitorStaff";
	}

	@Override
	public Mono<Object> of(String subject) {
		return this.exhibitors.about(subject)
			.map((exhibitor) -> json(exhibitor, subject))
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return this.exhibitors.about(subject)
			.collectList()
			.flatMapIterable((found) -> found)
			.concatMap((found) -> this.exhibitors.forget(found, subject)
				.flatMap((written) -> this.floors.of(written.eventId()).when((floor) -> floor.shows(written)))
				.thenReturn(1))
			.reduce(0, Integer::sum);
	}

	private static Map<String, Object> json(ExhibitorDocument exhibitor, String subject) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("eventId", exhibitor.eventId());
		json.put("exhibitorId", exhibitor.id());
		json.put("name", exhibitor.name());
		json.put("isStaff", exhibitor.staff().contains(subject));
		json.put("invitationsRedeemedAt", redeemedAt(exhibitor, subject));
		return json;
	}

	private static List<String> redeemedAt(ExhibitorDocument exhibitor, String subject) {
		return exhibitor.invitations()
			.values()
			.stream()
			.filter((invitation) -> subject.equals(invitation.redeemedBy()))
			.map(InvitationEntry::redeemedAt)
			.filter(Objects::nonNull)
			.map(Instant::toString)
			.toList();
	}

}
