package dev.plenum.exhibitor;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.document.Link;
import org.jspecify.annotations.Nullable;

/**
 * An exhibitor for readers. The schema describes each property.
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
	 * The snapshot of the event that the exhibitor belongs to.
	 * @return the snapshot
	 */
	public Programme programme() {
		return this.programme;
	}

	/**
	 * Whether the caller is on the exhibitor's staff.
	 * @param caller the caller
	 * @return true for the staff only
	 */
	public boolean isStaffedBy(Caller caller) {
		String holder = caller.in(event().id()).holder();
		return holder != null && document().staff().contains(holder);
	}

	/**
	 * Checks that the caller is on the exhibitor's staff, an organiser of the event or an
	 * administrator. A field with this check is nullable in the schema.
	 * @param caller the caller
	 * @throws Problem with {@link ErrorCode#UNAUTHENTICATED} without a token, otherwise
	 * with {@link ErrorCode#FORBIDDEN}
	 */
	public void requireStaffedOrOrganisedBy(Caller caller) {
		caller.in(event().id()).requireHolder();
		if (!isStaffedBy(caller) && !event().isOrganisedBy(caller)) {
			throw Problem.of(ErrorCode.FORBIDDEN,
					"Only the staff of this exhibitor and the organisers of the event can see this.");
		}
	}

	/**
	 * The exhibitor's staff.
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

	public BoothState boothState() {
		return document().state();
	}

	public @Nullable String boothNote() {
		return document().stateReason();
	}

	public @Nullable OffsetDateTime backAt() {
		return this.programme.moment(document().backAt());
	}

	public @Nullable OffsetDateTime boothStateSince() {
		return this.programme.moment(document().stateSince());
	}

	/**
	 * The stored offers of this exhibitor.
	 * @return the documents by start
	 */
	public List<OfferDocument> offerDocuments() {
		return this.stand.offers();
	}

	public boolean exhibiting() {
		return !this.removed;
	}

	public int version() {
		return document().revision();
	}

	public @Nullable OffsetDateTime updatedAt() {
		return this.programme.moment(this.floor.changelog().updatedAt(id()));
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

}
