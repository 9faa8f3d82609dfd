package dev.plenum.announcement;

import java.util.List;

import dev.plenum.announcement.AnnouncementCursor.Shown;
import dev.plenum.changelog.ChangedNode;
import dev.plenum.changelog.Changelog;
import dev.plenum.changelog.Step;
import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's position among the new, corrected, withdrawn and expired announcements
 * of an event: a version of the event, and how many nodes of the next version it has
 * passed. All servers have the same versions with the same nodes.
 */
final class AnnouncementCursor implements StepCursor<Shown, Announcement> {

	private final Caller caller;

	/** What was there when the subscription began; null if it continues. */
	private final @Nullable Noticeboard known;

	private int version;

	private int passed;

	/**
	 * A state of the event's announcements.
	 *
	 * @param programme the event's programme
	 * @param board the event's noticeboard
	 */
	record Shown(Programme programme, Noticeboard board) {
	}

	private AnnouncementCursor(Caller caller, @Nullable Noticeboard known, int version, int passed) {
		this.caller = caller.remembered();
		this.known = known;
		this.version = version;
		this.passed = passed;
	}

	/**
	 * Creates the position of a new subscriber, or of one that was connected before.
	 * @param board the current noticeboard
	 * @param position the {@linkplain #position position} before the reconnect; null for
	 * none
	 */
	static AnnouncementCursor of(Noticeboard board, @Nullable String position, Caller caller) {
		int[] numbers = (position != null && position.matches("\\d{1,9}\\.\\d{1,9}"))
				? List.of(position.split("\\.")).stream().mapToInt(Integer::parseInt).toArray() : new int[0];
		return (numbers.length == 2) ? new AnnouncementCursor(caller, null, numbers[0], numbers[1])
				: new AnnouncementCursor(caller, board, board.changelog().version(), 0);
	}

	/**
	 * Checks that the caller may still see the event, and that all announcements after
	 * this position are known.
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} or
	 * {@link ErrorCode#RESYNC_REQUIRED}
	 */
	@Override
	public void check(Shown newest) {
		newest.programme().requireVisibleTo(this.caller);
		Changelog changelog = newest.board().changelog();
		if (this.version < changelog.version() && !changelog.remembers(this.version)) {
			throw Problem.of(ErrorCode.RESYNC_REQUIRED,
					"Announcements since then may be missing. Read the announcements and subscribe again.");
		}
	}

	@Override
	public @Nullable Announcement next(Shown newest) {
		check(newest);
		Changelog changelog = newest.board().changelog();
		while (this.version < changelog.version()) {
			List<Step> steps = changelog.after(this.version);
			List<ChangedNode> nodes = steps.getFirst().nodes();
			while (this.passed < nodes.size()) {
				ChangedNode node = nodes.get(this.passed++);
				AnnouncementDocument document = newest.board().byId().get(node.id());
				if (document != null && isNews(document, newest.board()) && isLast(node, steps)) {
					return new Announcement(newest.programme(), document);
				}
			}
			this.version = steps.getFirst().version();
			this.passed = 0;
		}
		return null;
	}

	@Override
	public String position(Announcement step) {
		return this.version + "." + this.passed;
	}

	private boolean isNews(AnnouncementDocument document, Noticeboard newest) {
		return (this.known == null || newest.differs(document, this.known))
				&& newest.changelog().hasRecorded(document.id(), document.print());
	}

	/** An announcement that changed several times is sent once, as it is now. */
	private static boolean isLast(ChangedNode node, List<Step> steps) {
		return steps.stream()
			.skip(1)
			.flatMap((step) -> step.nodes().stream())
			.noneMatch((later) -> later.id().equals(node.id()));
	}

}
