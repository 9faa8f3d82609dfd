package dev.plenum.changelog;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plenum.platform.Ids;

/** The kind of a node whose changes are recorded. */
public enum NodeKind {

	/** An event. */
	EVENT("evt"),

	/** A day of an event. */
	DAY("day"),

	/** The place of an event. */
	VENUE("ven"),

	/** A room. */
	ROOM("roo"),

	/** A track. */
	TRACK("trk"),

	/** A session. */
	SESSION("ses"),

	/** A part of a session. */
	SESSION_PART("prt"),

	/** A speaker. */
	SPEAKER("spk"),

	/** An exhibitor. */
	EXHIBITOR("exh"),

	/** A category of exhibitors. */
	EXHIBITOR_CATEGORY("cat"),

	/** An offer of an exhibitor. */
	OFFER("off"),

	/** An announcement. */
	ANNOUNCEMENT("ann");

	private static final Map<String, NodeKind> BY_TYPE = Arrays.stream(values())
		.collect(Collectors.toMap((kind) -> kind.type, Function.identity()));

	private final String type;

	NodeKind(String type) {
		this.type = type;
	}

	/**
	 * Finds the kind of a node.
	 * @param id the id of the node
	 * @return its kind; empty for a kind that only a newer server knows
	 */
	static Optional<NodeKind> of(String id) {
		return Optional.ofNullable(BY_TYPE.get(Ids.typeOf(id)));
	}

}
