package dev.plenum.web;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.databind.JsonNode;

/**
 * What organisers change on a day: sessions are cancelled, reinstated, moved and renamed.
 * The changes depend on nothing but the sessions, so that each run is the same.
 */
public final class DayOfChanges {

	private final Random random = new Random(36);

	private final String eventId;

	private int number;

	public DayOfChanges(String eventId) {
		this.eventId = eventId;
	}

	/**
	 * Returns the next change.
	 * @param sessions the sessions of the event, with {@code id}, {@code startsAt},
	 * {@code endsAt} and {@code status}
	 * @return the change
	 */
	public Change next(List<JsonNode> sessions) {
		JsonNode session = sessions.get(this.random.nextInt(sessions.size()));
		String id = session.get("id").asString();
		boolean cancelled = session.get("status").asString().equals("CANCELLED");
		int change = this.number++;
		return switch (this.random.nextInt(6)) {
			case 0 -> edit(cancelled ? "reinstate" : "cancel", Map.of("sessionId", id));
			case 1 -> edit("move", Map.of("sessionId", id, "roomIds", List.of()));
			case 2 -> new Change("putSession", "session.id", "... on SessionPut { session { id } }",
					Map.of("eventId", this.eventId, "id", id, "title",
							List.of(Map.of("lang", "sv", "text", "Ändrad för " + change + ". gången"))));
			default -> edit("move", Map.of("sessionId", id, "startsAt", later(session, "startsAt"), "endsAt",
					later(session, "endsAt")));
		};
	}

	private static String later(JsonNode session, String field) {
		return OffsetDateTime.parse(session.get(field).asString()).plusMinutes(5).toString();
	}

	private Change edit(String edit, Map<String, ?> input) {
		return new Change("changeSchedule", "event.revision", "... on ScheduleChanged { event { revision } }",
				Map.of("eventId", this.eventId, "force", true, "edits", List.of(Map.of(edit, input))));
	}

	/**
	 * A change.
	 *
	 * @param mutation the name of the mutation
	 * @param done the path of a value in the payload, which is there if the change was
	 * made
	 * @param selection what is selected of the payload
	 * @param input the input
	 */
	public record Change(String mutation, String done, String selection, Map<String, Object> input) {

		/**
		 * The operation, with the variable {@code input}.
		 */
		public String document() {
			String type = Character.toUpperCase(this.mutation.charAt(0)) + this.mutation.substring(1) + "Input";
			return "mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(type, this.mutation, this.selection);
		}

	}

}
