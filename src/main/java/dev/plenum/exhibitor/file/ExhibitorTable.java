package dev.plenum.exhibitor.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.plenum.exhibitor.Booth;
import dev.plenum.exhibitor.Contact;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ExhibitorCategory;
import dev.plenum.exhibitor.ExhibitorDocument;
import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.sheet.Cells;
import dev.plenum.platform.sheet.Table;
import org.jspecify.annotations.Nullable;

/**
 * Converts exhibitors to a table with headings in the event's first language. Importing
 * the table changes nothing: each exhibitor is identified by its id.
 */
final class ExhibitorTable {

	private static final List<String> FIELDS = List.of("key", "name", "tier", "categories", "products", "languages",
			"logo", "links", "contact.name", "contact.role", "contact.email", "contact.phone", "booth.hall",
			"booth.number", "booth.x", "booth.y", "description");

	private final List<Exhibitor> exhibitors;

	private final boolean withStaff;

	private final String language;

	private final List<String> translations;

	/**
	 * Creates a converter.
	 * @param languages the languages of the event
	 * @param exhibitors the exhibitors
	 * @param withStaff whether the table contains the token subjects of the staff
	 */
	ExhibitorTable(List<String> languages, List<Exhibitor> exhibitors, boolean withStaff) {
		this.exhibitors = exhibitors;
		this.withStaff = withStaff;
		this.language = languages.isEmpty() ? "en" : languages.getFirst();
		this.translations = exhibitors.stream()
			.map((exhibitor) -> exhibitor.document().description())
			.filter(Objects::nonNull)
			.flatMap((text) -> text.byLanguage().keySet().stream())
			.filter((tag) -> !tag.equals(this.language))
			.distinct()
			.sorted()
			.toList();
	}

	Table table() {
		List<String> headings = new ArrayList<>(FIELDS.stream().map(this::heading).toList());
		this.translations.forEach((tag) -> headings.add(heading("description") + " (" + tag + ")"));
		if (this.withStaff) {
			headings.add(heading("staff"));
		}
		Table table = new Table(heading("name"), headings);
		this.exhibitors.forEach((exhibitor) -> table.add(row(exhibitor).toArray()));
		return table;
	}

	private String heading(String field) {
		return TableExhibitors.VOCABULARY.heading(field, this.language);
	}

	private List<@Nullable Object> row(Exhibitor exhibitor) {
		ExhibitorDocument document = exhibitor.document();
		Booth booth = document.booth();
		Map<String, String> texts = (document.description() != null) ? document.description().byLanguage() : Map.of();
		List<@Nullable Object> row = new ArrayList<>();
		row.add(document.id());
		row.add(document.name());
		row.add(document.tier().name().toLowerCase(Locale.ROOT));
		row.add(joined(exhibitor.categories()
			.stream()
			.map(ExhibitorCategory::document)
			.map((category) -> text(category.name()))));
		row.add(joined(document.products().stream().map(this::text)));
		row.add(String.join(", ", document.languages()));
		row.add(SafeLink.shown(document.logo()));
		row.add(joined(exhibitor.links()
			.stream()
			.map((link) -> (link.title() != null) ? link.title() + " " + link.url() : link.url())));
		row.add(contacts(document.contacts(), Contact::name));
		row.add(contacts(document.contacts(), Contact::role));
		row.add(contacts(document.contacts(), Contact::email));
		row.add(contacts(document.contacts(), Contact::phone));
		row.add((booth != null) ? booth.hall() : null);
		row.add((booth != null) ? booth.number() : null);
		row.add((booth != null) ? booth.x() : null);
		row.add((booth != null) ? booth.y() : null);
		row.add(texts.get(this.language));
		this.translations.forEach((tag) -> row.add(texts.get(tag)));
		if (this.withStaff) {
			row.add(Cells.joined(document.staff(), TableExhibitors.SEPARATORS));
		}
		return row;
	}

	private String text(Text text) {
		return text(text, this.language);
	}

	/**
	 * Returns the text that a table contains.
	 * @param text the text in all its languages
	 * @param language the first language of the event
	 */
	static String text(Text text, String language) {
		Map<String, String> all = text.byLanguage();
		return Objects.requireNonNullElseGet(all.get(language), () -> firstOf(all.values()));
	}

	private static String firstOf(Collection<String> texts) {
		return texts.stream().findFirst().orElse("");
	}

	private static String joined(Stream<String> values) {
		return Cells.joined(values.toList(), TableExhibitors.SEPARATORS);
	}

	/** Returns one value for each contact; blank if none has one. */
	private static @Nullable String contacts(List<Contact> contacts, Function<Contact, @Nullable String> value) {
		List<String> values = contacts.stream()
			.map((contact) -> Objects.requireNonNullElse(value.apply(contact), ""))
			.toList();
		return values.stream().allMatch(String::isEmpty) ? null
				: Cells.joined(values, TableExhibitors.CONTACT_SEPARATORS, " | ");
	}

}
