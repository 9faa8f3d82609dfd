package dev.plenum.exhibitor.file;

import java.net.URI;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.plenum.exhibitor.Booth;
import dev.plenum.exhibitor.ContactInput;
import dev.plenum.exhibitor.ExhibitorTier;
import dev.plenum.exhibitor.PutExhibitorCategoryInput;
import dev.plenum.exhibitor.PutExhibitorInput;
import dev.plenum.exhibitor.file.ExhibitorFile.Row;
import dev.plenum.platform.graphql.PlainCharacters;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.document.LinkInput;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Converts one exhibitor of a file to the input of {@code putExhibitor}, so that the same
 * rules apply. A value that cannot be converted is reported with its field.
 */
final class ImportedExhibitor {

	/** Represents the language of texts without a language. */
	static final String OWN_LANGUAGE = "";

	private static final Set<String> FIELDS = Set.of("key", "name", "description", "logo", "links", "categories",
			"products", "tier", "contacts", "languages", "booth", "staff");

	private final Map<String, ? extends @Nullable Object> fields;

	private final Locale language;

	private final Function<String, String> categoryId;

	private final Map<String, Text> products;

	/**
	 * Creates the converter of one exhibitor.
	 * @param row the exhibitor
	 * @param language the language of texts without a language
	 * @param categoryId finds the id of a category by its key or name
	 * @param products the stored products by the text that a table contains, whose
	 * translations are kept
	 */
	ImportedExhibitor(Row row, Locale language, Function<String, String> categoryId, Map<String, Text> products) {
		this.fields = row.fields();
		this.language = language;
		this.categoryId = categoryId;
		this.products = products;
	}

	/**
	 * Returns the input.
	 * @param eventId the event
	 * @param isId whether an exhibitor with an id exists; an exported file has ids as
	 * keys
	 */
	PutExhibitorInput input(String eventId, Predicate<String> isId) {
		this.fields.keySet().stream().filter((name) -> !FIELDS.contains(name)).findFirst().ifPresent((name) -> {
			throw Problem.badInput("Unknown field.", "input", name);
		});
		String key = key();
		boolean known = isId.test(key);
		return new PutExhibitorInput(eventId, known ? key : null, known ? null : key, null,
				value("name", ImportedExhibitor::string), value("description", this::texts),
				value("logo", ImportedExhibitor::url), value("links", (value) -> list(value, ImportedExhibitor::link)),
				value("categories", (value) -> list(value, (item) -> this.categoryId.apply(string(item)))),
				value("products", (value) -> list(value, this::product)),
				value("contacts", (value) -> list(value, ImportedExhibitor::contact)),
				value("languages", (value) -> list(value, ImportedExhibitor::locale)),
				(this.fields.get("tier") != null) ? value("tier", ImportedExhibitor::tier) : ArgumentValue.omitted(),
				value("booth", ImportedExhibitor::booth));
	}

	/**
	 * Converts one category of a file to the input of {@code putExhibitorCategory}.
	 */
	PutExhibitorCategoryInput category(String eventId) {
		return new PutExhibitorCategoryInput(eventId, null, key(), null, value("name", this::texts),
				ArgumentValue.omitted());
	}

	/**
	 * The token subjects of the exhibitor's staff; null if the file does not contain
	 * them.
	 */
	@Nullable List<String> staff() {
		Object value = this.fields.get("staff");
		return (value != null) ? reading("staff", () -> list(value, ImportedExhibitor::string)) : null;
	}

	private String key() {
		Object key = this.fields.get("key");
		if (key == null) {
			throw Problem.badInput("An exhibitor needs a key.", "input", "key");
		}
		return reading("key", () -> string(key));
	}

	private <T> ArgumentValue<T> value(String name, Function<Object, T> read) {
		if (!this.fields.containsKey(name)) {
			return ArgumentValue.omitted();
		}
		Object value = this.fields.get(name);
		return ArgumentValue.ofNullable((value != null) ? reading(name, () -> read.apply(value)) : null);
	}

	private static <T> T reading(String name, Supplier<T> read) {
		try {
			return read.get();
		}
		catch (IllegalArgumentException | IllformedLocaleException ex) {
			throw Problem.badInput("The value of this field has the wrong format.", "input", name);
		}
	}

	private List<TextInput> texts(Object value) {
		if (value instanceof Map<?, ?> byLanguage) {
			return byLanguage.entrySet()
				.stream()
				.map((entry) -> new TextInput(
						OWN_LANGUAGE.equals(entry.getKey()) ? this.language : locale(entry.getKey()),
						string(entry.getValue())))
				.toList();
		}
		return List.of(new TextInput(this.language, string(value)));
	}

	private List<TextInput> product(Object value) {
		Text known = (value instanceof String text) ? this.products.get(text) : null;
		return (known != null) ? known.byLanguage()
			.entrySet()
			.stream()
			.map((entry) -> new TextInput(locale(entry.getKey()), entry.getValue()))
			.toList() : texts(value);
	}

	private static LinkInput link(Object value) {
		return (value instanceof Map<?, ?> link)
				? new LinkInput(stringOrNull(link.get("title")), url(link.get("url")), null)
				: new LinkInput(null, url(value), null);
	}

	private static ContactInput contact(Object value) {
		Map<?, ?> contact = object(value);
		return new ContactInput(string(contact.get("name")), stringOrNull(contact.get("role")),
				stringOrNull(contact.get("email")), stringOrNull(contact.get("phone")));
	}

	private static Booth booth(Object value) {
		Map<?, ?> booth = object(value);
		return new Booth(stringOrNull(booth.get("hall")), string(booth.get("number")), number(booth.get("x")),
				number(booth.get("y")));
	}

	private static ExhibitorTier tier(Object value) {
		String name = string(value).toUpperCase(Locale.ROOT);
		return Arrays.stream(ExhibitorTier.values())
			.filter((tier) -> tier.name().equals(name))
			.findFirst()
			.orElseThrow(
					() -> Problem.badInput("Expected PARTNER, EXHIBITOR, ASSOCIATION or AUTHORITY.", "input", "tier"));
	}

	private static Locale locale(@Nullable Object value) {
		return new Locale.Builder().setLanguageTag(string(value)).build();
	}

	private static URI url(@Nullable Object value) {
		return SafeLink.parse(string(value));
	}

	private static <T> List<T> list(Object value, Function<Object, T> read) {
		List<?> items = (value instanceof List<?> list) ? list : List.of(value);
		return items.stream().<T>map((item) -> read.apply(Objects.requireNonNullElse(item, Map.of()))).toList();
	}

	private static Map<?, ?> object(Object value) {
		if (value instanceof Map<?, ?> map) {
			return map;
		}
		throw new IllegalArgumentException("No object");
	}

	private static @Nullable Double number(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case Number number -> number.doubleValue();
			case String text -> Double.valueOf(text.replace(',', '.'));
			default -> throw new IllegalArgumentException("No number");
		};
	}

	private static @Nullable String stringOrNull(@Nullable Object value) {
		return (value != null) ? string(value) : null;
	}

	private static String string(@Nullable Object value) {
		return switch (value) {
			case String text -> PlainCharacters.in(text);
			case Integer number -> number.toString();
			case null, default -> throw new IllegalArgumentException("No text");
		};
	}

}
