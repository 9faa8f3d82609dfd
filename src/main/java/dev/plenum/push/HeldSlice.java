package dev.plenum.push;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.plenum.push.SliceDocument.StoredPlace;
import dev.plenum.push.content.Place;
import org.jspecify.annotations.Nullable;

/**
 * A slice that this server holds: its members, and what is known of their devices. One
 * thread at a time uses it; other threads only leave notes of what has changed.
 */
final class HeldSlice {

	/** With more notes, everybody is looked at. */
	private static final int MOST_NOTES = 1000;

	private final String id;

	private final String eventId;

	private final int number;

	/** By the ids of their documents. */
	private final Map<String, Member> members = new HashMap<>();

	private final Map<String, Place> places = new HashMap<>();

	private final Map<String, List<String>> underway = new HashMap<>();

	/** Devices to which something is being sent, or whose place is not stored yet. */
	private final Set<String> busy = new HashSet<>();

	private final Map<String, Instant> retries = new HashMap<>();

	/** Members to look at. */
	private final Set<String> open = new LinkedHashSet<>();

	private final Queue<Note> notes = new ConcurrentLinkedQueue<>();

	private final AtomicInteger noteCount = new AtomicInteger();

	private final Queue<Result> results = new ConcurrentLinkedQueue<>();

	private volatile boolean stale = true;

	private Instant next = Instant.MAX;

	HeldSlice(SliceDocument stored) {
		this.id = stored.id();
		this.eventId = stored.eventId();
		this.number = stored.number();
		stored.places().forEach((device, its) -> {
			Place place = Place.parse(its.place());
			if (place != null) {
				this.places.put(device, place);
			}
		});
		this.underway.putAll(stored.underway());
	}

	String id() {
		return this.id;
	}

	String eventId() {
		return this.eventId;
	}

	int number() {
		return this.number;
	}

	/**
	 * Notes that the documents of the members must be read again.
	 */
	void miss() {
		this.stale = true;
	}

	boolean isStale() {
		return this.stale;
	}

	void note(Note note) {
		if (this.noteCount.incrementAndGet() > MOST_NOTES) {
			this.noteCount.decrementAndGet();
			this.stale = true;
		}
		else {
			this.notes.add(note);
		}
	}

	void finished(Result result) {
		this.results.add(result);
	}

	/**
	 * Returns whether there may be something to do.
	 */
	boolean needs(Instant now) {
		return this.stale || !this.open.isEmpty() || !this.notes.isEmpty() || !this.results.isEmpty()
				|| !this.next.isAfter(now);
	}

	/**
	 * Returns the number of its members, including those that were only noted so far.
	 */
	int size() {
		return this.members.size() + this.noteCount.get();
	}

	/**
	 * Returns since when something is due.
	 */
	Instant dueSince(Instant now) {
		return this.next.isBefore(now) ? this.next : now;
	}

	/**
	 * Begins to read the members again. What is noted from now on is newer.
	 */
	void beginReading() {
		this.stale = false;
		while (this.notes.poll() != null) {
			this.noteCount.decrementAndGet();
		}
	}

	/**
	 * Takes over the members as they were read.
	 */
	void read(List<FollowerDocument> people, Map<String, FollowerDocument> accounts) {
		Map<String, Member> read = new HashMap<>();
		people.forEach((person) -> read.put(person.id(), new Member(person, accounts.get(person.subject()))));
		this.members.clear();
		this.members.putAll(read);
		this.open.addAll(read.keySet());
	}

	/**
	 * Takes over what other threads have noted, and returns the members to look at.
	 */
	List<Member> due(Instant now, int most) {
		for (Note note = this.notes.poll(); note != null; note = this.notes.poll()) {
			this.noteCount.decrementAndGet();
			apply(note);
		}
		if (!this.next.isAfter(now)) {
			this.members.forEach((key, member) -> {
				if (!member.next().isAfter(now)) {
					this.open.add(key);
				}
			});
		}
		List<String> keys = this.open.stream().limit(most).toList();
		keys.forEach(this.open::remove);
		return keys.stream().flatMap((key) -> Stream.ofNullable(this.members.get(key))).toList();
	}

	private void apply(Note note) {
		switch (note) {
			case Note.Stored stored -> put(stored.document());
			case Note.Removed removed -> remove(removed.documentId());
			case Note.Concerned concerned -> this.members.forEach((key, member) -> {
				if (concerned.who().test(member.person().subject())) {
					this.open.add(key);
				}
			});
		}
	}

	private void put(FollowerDocument document) {
		if (document.eventId().equals(this.eventId)) {
			Member known = this.members.get(document.id());
			if (known == null || known.person().version() < document.version()) {
				this.members.put(document.id(), new Member(document, (known != null) ? known.account() : null));
			}
			this.open.add(document.id());
			return;
		}
		String key = FollowerDocument.id(this.eventId, document.subject());
		Member known = this.members.get(key);
		if (known != null) {
			this.members.put(key, new Member(known.person(), document));
			this.open.add(key);
		}
	}

	private void remove(String documentId) {
		this.members.remove(documentId);
		this.open.remove(documentId);
		this.members
			.replaceAll((_, member) -> member.hasAccount(documentId) ? new Member(member.person(), null) : member);
	}

	/**
	 * Finds the next moment at which something becomes due for anybody.
	 */
	void rest() {
		this.next = this.members.values().stream().map(Member::next).min(Instant::compareTo).orElse(Instant.MAX);
	}

	void reopen(Member member) {
		if (this.members.get(member.person().id()) == member) {
			this.open.add(member.person().id());
		}
	}

	@Nullable Place place(String device) {
		return this.places.get(device);
	}

	void move(String device, Place place) {
		this.places.put(device, place);
	}

	/**
	 * Returns what may have been sent to a device already.
	 */
	List<String> sent(String device) {
		return this.underway.getOrDefault(device, List.of());
	}

	void begin(String device, List<String> messages) {
		this.busy.add(device);
		this.underway.put(device, messages);
	}

	void end(String device, List<String> messages) {
		this.busy.remove(device);
		if (messages.isEmpty()) {
			this.underway.remove(device);
		}
		else {
			this.underway.put(device, messages);
		}
	}

	boolean isBusy(String device) {
		return this.busy.contains(device);
	}

	void retry(String device, @Nullable Instant at) {
		if (at != null) {
			this.retries.put(device, at);
		}
		else {
			this.retries.remove(device);
		}
	}

	@Nullable Instant retryAt(String device) {
		return this.retries.get(device);
	}

	List<Result> results() {
		List<Result> finished = new ArrayList<>();
		for (Result result = this.results.poll(); result != null; result = this.results.poll()) {
			finished.add(result);
		}
		return finished;
	}

	StoredPlace stored(String device, Member member) {
		return new StoredPlace(String.valueOf(this.places.get(device)), member.person().id());
	}

	/** What another thread has noticed. */
	sealed interface Note {

		/**
		 * A document of a person was written.
		 *
		 * @param document the document
		 */
		record Stored(FollowerDocument document) implements Note {
		}

		/**
		 * A document of a person was removed.
		 *
		 * @param documentId its id
		 */
		record Removed(String documentId) implements Note {
		}

		/**
		 * Something happened that may concern some people.
		 *
		 * @param who selects the people
		 */
		record Concerned(Predicate<String> who) implements Note {
		}

	}

}
