package dev.plenum.participant;

import java.text.Collator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.PlainCharacters;
import org.jspecify.annotations.Nullable;

/**
 * What a registration system says of a participant. Name, organisation and type of ticket
 * are lines without control characters. The texts have no blanks at their ends.
 *
 * @param key the key
 * @param name the name to display
 * @param organisation the organisation; null if unknown
 * @param email the e-mail address, in lower case; null if unknown
 * @param language the BCP 47 tag of the preferred language; null if unknown
 * @param ticketType the type of the ticket; null if unknown
 * @param state whether the participant takes part
 */
public record Entry(String key, String name, @Nullable String organisation, @Nullable String email,
		@Nullable String language, @Nullable String ticketType, ParticipantState state) {

	private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,189}");

	private static final Pattern BLANKS = Pattern.compile("[\\s\\u2028\\u2029]+");

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'(),;/]+");

	public Entry {
		key = key.strip();
		name = line(name);
		organisation = text((organisation != null) ? line(organisation) : null);
		String address = text(email);
		email = (address != null) ? address.toLowerCase(Locale.ROOT) : null;
		ticketType = text((ticketType != null) ? line(ticketType) : null);
	}

	/**
	 * Returns whether a text can be an e-mail address.
	 * @param text any text
	 * @return whether it has one at sign between two parts
	 */
	public static boolean isAddress(String text) {
		return ADDRESS.matcher(text.strip()).matches();
	}

	static Entry of(ParticipantDocument document) {
		return new Entry(document.key(), document.name(), document.organisation(), document.email(),
				document.language(), document.ticketType(), document.state());
	}

	/**
	 * The place of the name in the alphabet of a language.
	 */
	String sortKey(Locale alphabet) {
		return HexFormat.of().formatHex(Collator.getInstance(alphabet).getCollationKey(this.name).toByteArray());
	}

	/** The words by which a search finds the participant. */
	String words() {
		return Stream.of(this.name, this.organisation, this.email, this.key)
			.filter(Objects::nonNull)
			.map((text) -> text.toLowerCase(Locale.ROOT))
			.flatMap(BETWEEN_WORDS::splitAsStream)
			.flatMap((word) -> Stream.concat(Stream.of(word), Stream.of(word.split("-"))))
			.filter((word) -> !word.isEmpty())
			.distinct()
			.collect(Collectors.joining(" "));
	}

	private static String line(String text) {
		return BLANKS.matcher(PlainCharacters.in(text)).replaceAll(" ").strip();
	}

	private static @Nullable String text(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

}
