package dev.plenum.interchange.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.Languages;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.MaterialKind;
import tools.jackson.databind.JsonNode;

/**
 * The answers to the own questions of an organiser in Sessionize. An answer can be an
 * address, the language or the level of a session; other answers follow its description.
 */
final class SessionizeAnswers {

	private static final Pattern SLIDES = Pattern.compile("slides|presentation|bildspel|folien",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern FILM = Pattern.compile("video|recording|film|inspelning|aufzeichnung",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern LANGUAGE = Pattern.compile("language|språk|sprache|kieli", Pattern.CASE_INSENSITIVE);

	private static final Pattern LEVEL = Pattern.compile("level|nivå|niveau|taso", Pattern.CASE_INSENSITIVE);

	private static final Pattern ADDRESS = Pattern.compile("(?i)https?://\\S+");

	private static final int LONGEST_TAG = 60;

	private final Map<String, JsonNode> questions = new HashMap<>();

	private final ForeignProgramme programme;

	SessionizeAnswers(JsonNode root, ForeignProgramme programme) {
		this.programme = programme;
		root.path("questions").forEach((question) -> this.questions.put(JsonTexts.raw(question, "id"), question));
	}

	/** Returns the answers of a session or speaker that are not empty. */
	List<Answer> of(JsonNode answered) {
		List<Answer> answers = new ArrayList<>();
		answered.path("questionAnswers").forEach((answer) -> {
			JsonNode question = this.questions.getOrDefault(JsonTexts.raw(answer, "questionId"), answer);
			String text = PlainText.of(JsonTexts.raw(answer, "answerValue").isEmpty() ? JsonTexts.raw(answer, "answer")
					: JsonTexts.raw(answer, "answerValue"));
			if (!text.isEmpty() && !text.equals("null")) {
				answers.add(new Answer(JsonTexts.line(question, "question"), JsonTexts.raw(question, "questionType"),
						text));
			}
		});
		return answers;
	}

	/**
	 * Adds the answers of a session to it.
	 * @param session the session in the file
	 * @param draft the session
	 */
	void add(JsonNode session, SessionDraft draft) {
		of(session).forEach((answer) -> {
			List<String> languages = LANGUAGE.matcher(answer.question()).find() ? Languages.of(answer.text()).tags()
					: List.of();
			if (answer.isAddress()) {
				address(answer, draft);
			}
			else if (!languages.isEmpty()) {
				draft.languages = draft.languages.isEmpty() ? languages : draft.languages;
			}
			else if (LEVEL.matcher(answer.question()).find() && answer.text().length() <= LONGEST_TAG) {
				draft.tags.add(PlainText.line(answer.text()));
			}
			else {
				text(answer, draft);
			}
		});
	}

	private void address(Answer answer, SessionDraft draft) {
		Optional<String> url = Addresses.of(answer.text(), "");
		if (url.isEmpty()) {
			this.programme.warn(draft.place, "'%s' is not a safe address and is ignored.", answer.text());
			return;
		}
		boolean slides = SLIDES.matcher(answer.question()).find();
		if (slides || FILM.matcher(answer.question()).find()) {
			MaterialKind kind = slides ? MaterialKind.PRESENTATION : MaterialKind.FILM;
			draft.materials
				.add(new MaterialEntry(kind, ProgrammeFile.textOrNull(answer.question()), url.get(), null, null));
		}
		else if (Kinds.material(url.get()) != MaterialKind.LINK) {
			draft.materials.add(new MaterialEntry(Kinds.material(url.get()),
					ProgrammeFile.textOrNull(answer.question()), url.get(), null, null));
		}
		else {
			draft.links.add(new Link(answer.question().isEmpty() ? null : answer.question(), url.get()));
		}
	}

	private static void text(Answer answer, SessionDraft draft) {
		Map<String, String> joined = new LinkedHashMap<>(draft.description);
		joined.merge(ProgrammeFile.NO_LANGUAGE,
				answer.question().isEmpty() ? answer.text() : answer.question() + ": " + answer.text(),
				(before, further) -> before + "\n\n" + further);
		draft.description = joined;
	}

	/**
	 * An answer.
	 *
	 * @param question the question; can be empty
	 * @param type the type of the question; can be empty
	 * @param text the answer
	 */
	record Answer(String question, String type, String text) {

		boolean isAddress() {
			return this.type.equals("Web_Address") || ADDRESS.matcher(this.text).matches();
		}

	}

}
