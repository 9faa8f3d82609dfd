package dev.plenum.interchange.sheet;

import java.util.Map;

/**
 * The words that a table contains besides its headings, in the language of the event.
 */
enum Examples {

	/** The title of the example in a template. */
	TITLE(Map.of("en", "Example: replace this row", "sv", "Exempel: ersätt den här raden", "fi",
			"Esimerkki: korvaa tämä rivi", "no", "Eksempel: erstatt denne raden", "da", "Eksempel: erstat denne række",
			"de", "Beispiel: diese Zeile ersetzen")),

	/** The text of the example in a template. */
	TEXT(Map.of("en", "What the session is about", "sv", "Vad passet handlar om", "fi", "Mistä esitys kertoo", "no",
			"Hva programposten handler om", "da", "Hvad programpunktet handler om", "de", "Worum es geht")),

	/** The room of the example if the event has no rooms yet. */
	ROOM(Map.of("en", "Main hall", "sv", "Stora salen", "fi", "Iso sali", "no", "Storsalen", "da", "Store sal", "de",
			"Großer Saal")),

	/** The status of a cancelled session. */
	CANCELLED(Map.of("en", "Cancelled", "sv", "Inställd", "fi", "Peruttu", "no", "Avlyst", "da", "Aflyst", "de",
			"Abgesagt"));

	private final Map<String, String> words;

	Examples(Map<String, String> words) {
		this.words = words;
	}

	String in(String language) {
		String own = language.split("-", 2)[0].replaceAll("^(?:nb|nn)$", "no");
		return this.words.getOrDefault(own, this.words.getOrDefault("en", ""));
	}

}
