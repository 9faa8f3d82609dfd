package dev.plenum.exhibitor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.language.Text;

import org.springframework.util.function.SingletonSupplier;

/**
 * One exhibitor with its offers in a snapshot. Immutable; successive snapshots share the
 * object until the exhibitor or its offers change.
 */
final class Stand {

	private final ExhibitorDocument document;

	private final List<OfferDocument> offers;

	private final SingletonSupplier<String> words = SingletonSupplier.of(this::collectWords);

	Stand(ExhibitorDocument document, List<OfferDocument> offers) {
		this.document = document;
		this.offers = offers;
	}

	String id() {
		return this.document.id();
	}

	/**
	 * The exhibitor's offers by start.
	 */
	List<OfferDocument> offers() {
		return this.offers;
	}

	/**
	 * Whether attendees see the same in both.
	 */
	boolean looksLike(Stand other) {
		return this == other || this.document.looksLike(other.document) && this.offers.size() == other.offers.size()
				&& IntStream.range(0, this.offers.size())
					.allMatch((index) -> this.offers.get(index).looksLike(other.offers.get(index)));
	}

	ExhibitorDocument document() {
		return this.document;
	}

	/**
	 * Whether the name, the description or the products contain a text.
	 * @param lowerCase the text in lower case
	 */
	boolean mentions(String lowerCase) {
		return this.words.obtain().contains(lowerCase);
	}

	private String collectWords() {
		return Stream
			.of(Stream.of(this.document.name()), Stream
				.concat(Optional.ofNullable(this.document.description()).stream(), this.document.products().stream())
				.map(Text::byLanguage)
				.flatMap((texts) -> texts.values().stream()))
			.flatMap((words) -> words)
			.collect(Collectors.joining("\n"))
			.toLowerCase(Locale.ROOT);
	}

}
