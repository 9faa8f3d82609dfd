package dev.plenum.agenda;

import java.util.HashMap;
import java.util.Map;

import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;

import org.springframework.stereotype.Component;

/**
 * When attendees came to sessions in which they have no seat, in memory, for the events
 * in use: the agendas with such a presence, without what else they contain.
 */
@Component
class LivePresences {

	private final Snapshots<Map<String, AgendaDocument>> snapshots;

	LivePresences(Agendas agendas, Memory memory) {
		this.snapshots = memory.perEvent((eventId) -> agendas.withPresences(eventId).collectMap(AgendaDocument::id))
			.kept(Agendas.COLLECTION, AgendaDocument.class, LivePresences::with, LivePresences::without);
	}

	/**
	 * Returns the agendas of one event, by id.
	 * @param eventId an existing event
	 * @return the current and future snapshots
	 */
	Live<Map<String, AgendaDocument>> of(String eventId) {
		return this.snapshots.of(eventId);
	}

	/**
	 * Returns whether a snapshot shows the presences of a written agenda.
	 */
	static boolean shows(Map<String, AgendaDocument> known, AgendaDocument written) {
		AgendaDocument shown = known.get(written.id());
		return (shown == null) ? written.presences().isEmpty()
				: shown.version() >= written.version() || shown.hasSamePresences(written);
	}

	private static Map<String, AgendaDocument> with(Map<String, AgendaDocument> known, AgendaDocument changed) {
		if (shows(known, changed)) {
			return known;
		}
		Map<String, AgendaDocument> copy = new HashMap<>(known);
		copy.put(changed.id(), changed.presencesOnly());
		return copy;
	}

	private static Map<String, AgendaDocument> without(Map<String, AgendaDocument> known, String id) {
		if (!known.containsKey(id)) {
			return known;
		}
		Map<String, AgendaDocument> copy = new HashMap<>(known);
		copy.remove(id);
		return copy;
	}

}
