package dev.plenum.exhibitor;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Link;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * An exhibitor as it is shown; the schema describes each property.
 */
public final class Exhibitor {

	private final Programme programme;

	private final ShowFloor floor;

	private final Stand stand;

	private final boolean removed;

	Exhibitor(Programme programme, ShowFloor floor, Stand stand) {
		this(programme, floor, stand, false);
	}

	Exhibitor(Programme programme, ShowFloor floor, Stand stand, boolean removed) {
		this.programme = programme;
		this.floor = floor;
		this.stand = stand;
		this.removed = removed;
	}

	/**
	 * The snapshot of the event that it belongs to.
	 * @return the snapshot
	 */
	public Programme programme() {
		return this.programme;
	}

	/**
	 * Whether somebody may speak for it.
	 * @param caller who asks
	 * @return true for its staff, and for nobody else
	 */
	public boolean isStaffedBy(Caller caller) {
		return caller.subject() != null && document().staff().contains(caller.subject());
	}

	/**
	 * Refuses a field to everybody but its staff and the event's organisers and
	 * administrators. Such a field is nullable in the schema.
	 * @param caller who asks
	 * @throws Problem with {@link ErrorCode#UNAUTHENTICATED} without a token, else with
	 * {@link ErrorCode#FORBIDDEN}
	 */
	public void requireStaffedOrOrganisedBy(Caller caller) {
		caller.requireSubject();
		if (!isStaffedBy(caller) && !event().isOrganisedBy(caller)) {
			throw Problem.of(ErrorCode.FORBIDDEN,
					"Only the staff of this exhibitor and the organisers of the event may see that.");
		}
	}

	/**
	 * Who may speak for it.
	 * @return the subjects of their tokens, which only they and the event's organisers
	 * may read
	 */
	public List<String> staff() {
		return document().staff();
	}

	public Event event() {
		return this.programme.event();
	}

	public String id() {
		return document().id();
	}

	public String name() {
		return document().name();
	}

	public @Nullable Text description() {
		return this.programme.text(document().description());
	}

	public @Nullable String logo() {
		return document().logo();
	}

	public List<Link> links() {
		return Link.shown(document().links());
	}

	public List<ExhibitorCategory> categories() {
		return document().categoryIds()
			.stream()
			.flatMap((id) -> this.floor.category(id).stream())
			.map((category) -> new ExhibitorCategory(this.programme, category))
			.toList();
	}

	public List<Text> products() {
		return document().products().stream().map(this.programme::readable).toList();
	}

	public ExhibitorTier tier() {
		return document().tier();
	}

	public List<Contact> contacts() {
		return document().contacts();
	}

	public List<Locale> languages() {
		return document().languages().stream().map(Locale::forLanguageTag).toList();
	}

	public @Nullable Booth booth() {
		return document().booth();
	}

	public BoothState state() {
		return document().state();
	}

	public @Nullable String stateReason() {
		return document().stateReason();
	}

	public @Nullable OffsetDateTime backAt() {
		return moment(document().backAt());
	}

	public @Nullable OffsetDateTime stateSince() {
		return moment(document().stateSince());
	}

	/**
	 * The stored offers of this exhibitor.
	 * @return the documents by start
	 */
	public List<OfferDocument> offerDocuments() {
		return this.stand.offers();
	}

	public boolean isRemoved() {
		return this.removed;
	}

	public int version() {
		return document().revision();
	}

	/**
	 * The snapshot of the exhibition that it belongs to.
	 * @return the snapshot
	 */
	public ShowFloor floor() {
		return this.floor;
	}

	/**
	 * The stored exhibitor.
	 * @return the document
	 */
	public ExhibitorDocument document() {
		return this.stand.document();
	}

	private @Nullable OffsetDateTime moment(@Nullable Instant instant) {
		return (instant != null) ? this.programme.at(instant) : null;
	}

}
