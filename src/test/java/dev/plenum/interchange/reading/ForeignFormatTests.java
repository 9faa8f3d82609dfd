package dev.plenum.interchange.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Warning;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.SpeakerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Reads the JSON of Sessionize, pretalx, Indico, c3voc, Hoverboard and schema.org.
 */
class ForeignFormatTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	@Test
	void theGridSmartViewOfSessionizeIsRead() throws IOException {
		String session = "{'id': '%s', 'title': '%s', 'startsAt': '2027-06-01T10:00:00', 'endsAt': '2027-06-01T10:45:00', 'isServiceSession': %s, 'isPlenumSession': false, 'speakers': [{'id': 's1', 'name': 'Ada Example'}], 'categories': [{'id': 1, 'name': 'Level', 'categoryItems': [{'id': 2, 'name': 'Expert'}]}], 'roomId': %d, 'room': '%s'}";
		ReadProgramme read = read("""
				[{'date': '2027-06-01T00:00:00', 'isDefault': false, 'rooms': [
				   {'id': 11, 'name': 'Hall', 'sessions': [%s, %s], 'hasOnlyPlenumSessions': false},
				   {'id': 12, 'name': 'Cellar', 'sessions': [%s]}],
				  'timeSlots': [{'slotStart': '10:00:00', 'rooms': []}]}]""".formatted(
				session.formatted("1", "First talk", false, 11, "Hall"), session.formatted("2", "Lunch", true, 11, ""),
				session.formatted("2", "Lunch", true, 12, "")));
		assertThat(read.format()).isEqualTo(FileFormat.SESSIONIZE);
		assertThat(read.file().sessions()).extracting(SessionEntry::key, SessionEntry::kind, SessionEntry::rooms)
			.containsExactly(tuple("1", SessionKind.LECTURE, List.of("Hall")),
					tuple("2", SessionKind.MEAL, List.of("Hall", "Cellar")));
		assertThat(read.file().sessions().getFirst().tags()).containsExactly("Expert");
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name).containsExactly("Ada Example");
		assertThat(read.places()).containsEntry("1", "/0/rooms/0/sessions/0");
		assertThat(read.warnings()).isEmpty();
		assertThatExceptionOfType(FaultyFileException.class).isThrownBy(() -> read("[]"))
			.satisfies((ex) -> assertThat(ex.message()).contains("no session"));
	}

	@Test
	void theAnswersToQuestionsInSessionizeAreKept() throws IOException {
		ReadProgramme read = read(
				"""
						{'sessions': [{'id': '1', 'title': 'First <T> talk', 'description': 'About it', 'startsAt': '2027-06-01T10:00:00', 'endsAt': '2027-06-01T10:45:00',
						   'speakers': ['s1'], 'liveUrl': 'https://live.example.org/1', 'recordingUrl': 'https://media.example.org/1', 'questionAnswers': [
						    {'questionId': 7, 'answerValue': 'https://slides.example.org/1'}, {'questionId': 8, 'answerValue': 'Bring a laptop'},
						    {'questionId': 9, 'answerValue': 'Swedish'}, {'questionId': 10, 'answerValue': 'Advanced'}, {'questionId': 11, 'answerValue': 'https://example.org/code'},
						    {'question': 'Seats', 'questionType': 'Short_Text', 'answer': 'Few'}]}],
						 'speakers': [{'id': 's1', 'fullName': 'Ada Example', 'tagLine': 'Engineer', 'questionAnswers': [{'questionId': 12, 'answerValue': 'XL'}, {'questionId': 11, 'answerValue': 'https://ada.example.org'}]}],
						 'questions': [{'id': 7, 'question': 'Slides', 'questionType': 'Web_Address'}, {'id': 8, 'question': 'What to bring', 'questionType': 'Short_Text'},
						   {'id': 9, 'question': 'Language of the talk'}, {'id': 10, 'question': 'Level'}, {'id': 11, 'question': 'Code'}, {'id': 12, 'question': 'T-shirt size'}],
						 'categories': [], 'rooms': []}""");
		SessionEntry talk = read.file().sessions().getFirst();
		assertThat(talk.title()).isEqualTo(Map.of("", "First <T> talk"));
		assertThat(talk.description()).isEqualTo(Map.of("", "About it\n\nWhat to bring: Bring a laptop\n\nSeats: Few"));
		assertThat(talk.languages()).containsExactly("sv");
		assertThat(talk.tags()).containsExactly("Advanced");
		assertThat(talk.materials()).extracting(MaterialEntry::kind, MaterialEntry::url)
			.containsExactly(tuple(MaterialKind.FILM, "https://media.example.org/1"),
					tuple(MaterialKind.PRESENTATION, "https://slides.example.org/1"));
		assertThat(talk.links()).containsExactly(new Link(null, "https://live.example.org/1", LinkKind.STREAM),
				new Link("Code", "https://example.org/code"));
		assertThat(read.file().speakers()).singleElement().satisfies((ada) -> {
			assertThat(ada.titles()).containsExactly("Engineer");
			assertThat(ada.links()).containsExactly(new Link("Code", "https://ada.example.org"));
		});
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("'T-shirt size'", "not imported"));
	}

	@Test
	void submissionsOfPretalxAreRead() throws IOException {
		ReadProgramme read = read(
				"""
						{'count': 5, 'next': 'https://cfp.example.org/api/?page=2', 'previous': null, 'results': [
						  {'code': 'ABCDEF', 'title': 'First talk', 'speakers': [{'code': 'S1', 'name': 'Ada Example', 'biography': '**Writes**', 'avatar': 'https://cfp.example.org/a.png'}],
						   'submission_type': {'en': 'Workshop', 'de': 'Werkstatt'}, 'track': {'en': 'Main'}, 'state': 'confirmed', 'abstract': 'About it', 'description': 'In full', 'duration': 45,
						   'content_locale': 'de', 'do_not_record': true, 'resources': [{'resource': 'https://cfp.example.org/s.pdf', 'description': 'Slides'}],
						   'slot': {'room_id': 1, 'room': {'en': 'Hall'}, 'start': '2027-06-01T10:00:00+02:00', 'end': '2027-06-01T10:45:00+02:00'}},
						  {'code': 'GHIJKL', 'title': {'en': 'Twice', 'de': 'Zweimal'}, 'speakers': [], 'state': 'confirmed', 'track': {'id': 3, 'name': {'en': 'Side'}, 'color': '#00ff00'},
						   'slots': [{'id': 1, 'room': {'id': 2, 'name': {'en': 'Cellar'}}, 'start': '2027-06-01T11:00:00+02:00', 'end': '2027-06-01T12:00:00+02:00'},
						             {'id': 2, 'room': {'id': 2, 'name': {'en': 'Cellar'}}, 'start': '2027-06-02T11:00:00+02:00', 'duration': 30}]},
						  {'code': 'CANCEL', 'title': 'Gone', 'state': 'canceled', 'slot': {'room': 'Hall', 'start': '2027-06-01T13:00:00+02:00', 'end': '2027-06-01T14:00:00+02:00'}},
						  {'code': 'REJECT', 'title': 'Never', 'state': 'rejected', 'slot': {}}]}""");
		assertThat(read.format()).isEqualTo(FileFormat.PRETALX_API);
		assertThat(read.file().sessions())
			.extracting(SessionEntry::key, (session) -> session.startsAt().toString(),
					(session) -> session.endsAt().toString(), SessionEntry::status)
			.containsExactly(tuple("ABCDEF", "2027-06-01T10:00:00+02:00", "2027-06-01T10:45:00+02:00", null),
					tuple("GHIJKL", "2027-06-01T11:00:00+02:00", "2027-06-01T12:00:00+02:00", null),
					tuple("GHIJKL/2", "2027-06-02T11:00:00+02:00", "2027-06-02T11:30:00+02:00", null),
					tuple("CANCEL", "2027-06-01T13:00:00+02:00", "2027-06-01T14:00:00+02:00", SessionStatus.CANCELLED));
		SessionEntry first = read.file().sessions().getFirst();
		assertThat(first.kind()).isEqualTo(SessionKind.WORKSHOP);
		assertThat(first.track()).isEqualTo("Main");
		assertThat(first.rooms()).containsExactly("Hall");
		assertThat(first.language()).isEqualTo("de");
		assertThat(first.doNotRecord()).isTrue();
		assertThat(first.description()).isEqualTo(Map.of("", "About it\n\nIn full"));
		assertThat(first.materials()).extracting(MaterialEntry::url).containsExactly("https://cfp.example.org/s.pdf");
		assertThat(read.file().sessions().get(1).title()).isEqualTo(Map.of("en", "Twice", "de", "Zweimal"));
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name, SpeakerEntry::bio, SpeakerEntry::portrait)
			.containsExactly(tuple("Ada Example", Map.of("", "**Writes**"), "https://cfp.example.org/a.png"));
		assertThat(read.warnings()).extracting(Warning::message)
			.satisfiesExactly((page) -> assertThat(page).contains("one page of several: 4 of 5"),
					(state) -> assertThat(state).contains("'Never'", "rejected"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{'count': 1, 'next': null, 'results': [{'code': 'A', 'title': 'T', 'state': 'confirmed', 'slots': [5]}]}                                  | expand=slots.room
					{'count': 1, 'next': null, 'results': [{'id': 5, 'room': 1, 'start': '2027-06-01T10:00:00+02:00', 'submission': 'ABC'}]}                  | no title
					{'count': 1, 'next': null, 'results': [{'code': 'S1', 'name': 'Ada', 'submissions': ['ABC']}]}                                            | contains no sessions
					{'count': 1, 'results': [{'_type': 'Conference', 'id': '1', 'title': 'Camp'}]}                                                           | detail=contributions
					{'2027-06-01': {'date': '2027-06-01', 'timeslots': [{'startTime': '10:00', 'endTime': '10:45', 'sessions': [{'items': ['001']}]}]}}       | only the ids of sessions
					{'@context': 'https://schema.org', '@type': 'Event', 'name': 'Camp'}                                                                     | no Event with parts
					{'talks': [], 'version': '1', 'timezone': 'Europe/Berlin'}                                                                               | contains no talk
					{'schedule': {'version': '1', 'conference': {'title': 'C', 'days': []}, 'events': []}}                                                   | no session""")
	void aFileWithoutSessionsIsExplained(String file, String message) {
		assertThatExceptionOfType(FaultyFileException.class).isThrownBy(() -> read(file))
			.satisfies((ex) -> assertThat(ex.message()).contains(message));
	}

	@Test
	void pagesOfPretalxCanBeInOneFile() throws IOException {
		String page = "{'count': 2, 'next': %s, 'previous': null, 'results': [{'code': '%s', 'title': 'T', 'state': 'confirmed', 'duration': '0:45', 'slots': [{'start': '2027-06-01T10:00:00+02:00', 'end': null}]}]}";
		String both = "[" + page.formatted("'https://p.example/?page=2'", "A") + ", " + page.formatted("null", "B")
				+ "]";
		ReadProgramme read = read(both);
		assertThat(read.file().sessions()).extracting(SessionEntry::key, (session) -> session.endsAt().toString())
			.containsExactly(tuple("A", "2027-06-01T10:45:00+02:00"), tuple("B", "2027-06-01T10:45:00+02:00"));
		assertThat(read.warnings()).isEmpty();
		assertThat(read.places()).containsEntry("B", "/1/results/0");
		assertThat(read(both.replace("'count': 2", "'count': 3")).warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("2 of 3 submissions", "limit=3"));
	}

	@Test
	void aSessionOfSessionizeWithoutEndOrIdIsRepairedAndOneThatWasDeclinedIsLeftOut() throws IOException {
		ReadProgramme read = read(
				"""
						{'sessions': [
						  {'id': '1', 'title': 'Open', 'startsAt': '2027-06-01T10:00:00', 'endsAt': null, 'status': 'Accepted'},
						  {'id': null, 'title': 'No id', 'startsAt': '2027-06-01T11:00:00', 'endsAt': '2027-06-01T11:45:00'},
						  {'id': '3', 'title': 'No', 'startsAt': '2027-06-01T11:00:00', 'endsAt': '2027-06-01T11:45:00', 'status': 'Decline_Queue'}],
						 'speakers': [], 'rooms': []}""");
		assertThat(read.file().sessions()).extracting(SessionEntry::key, (session) -> session.endsAt().toString())
			.containsExactly(tuple("1", "2027-06-01T10:30:00"), tuple("title/No id", "2027-06-01T11:45:00"));
		assertThat(read.untimed()).containsExactly("1");
		assertThat(read.warnings()).extracting(Warning::message)
			.satisfiesExactly((end) -> assertThat(end).contains("'Open' has no end; 30 minutes are assumed"),
					(id) -> assertThat(id).contains("has no id"),
					(state) -> assertThat(state).contains("Decline_Queue"));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"[{'date': '2027-06-01T00:00:00', 'timeSlots': [{'slotStart': '10:00:00', 'rooms': [{'id': 1, 'name': 'Hall', 'session': %s}]}]}]",
			"[%s]" })
	void otherArrangementsOfSessionizeAreRead(String file) throws IOException {
		ReadProgramme read = read(file.formatted(
				"{'id': '1', 'title': 'T', 'startsAt': '2027-06-01T10:00:00', 'endsAt': '2027-06-01T10:45:00', 'room': 'Hall', 'speakers': [{'id': 's', 'name': 'Ada'}]}"));
		assertThat(read.file().sessions()).singleElement()
			.satisfies((session) -> assertThat(session.rooms()).containsExactly("Hall"))
			.satisfies((session) -> assertThat(session.speakers()).hasSize(1));
		assertThat(read.warnings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "PT1H30M, 2027-06-01T11:30:00", "P1D, 2027-06-02T10:00:00", "PT45M0.000S, 2027-06-01T10:45:00",
			"1:30, 2027-06-01T11:30:00" })
	void durationsAreWrittenInSeveralWays(String duration, String end) throws IOException {
		ReadProgramme read = read(
				"{'results': [{'code': 'A', 'title': 'T', 'state': 'confirmed', 'slots': [{'start': '2027-06-01T10:00:00', 'duration': '"
						+ duration + "'}]}]}");
		assertThat(read.file().sessions()).singleElement()
			.satisfies((session) -> assertThat(session.endsAt()).hasToString(end));
		assertThat(read.warnings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT99999999999H", "P99999999999999DT", "999999999999" })
	void aDurationThatIsOutOfRangeIsIgnored(String duration) throws IOException {
		ReadProgramme read = read(
				"{'results': [{'code': 'A', 'title': 'T', 'state': 'confirmed', 'slots': [{'start': '2027-06-01T10:00:00', 'duration': '"
						+ duration + "'}]}]}");
		assertThat(read.file().sessions()).singleElement()
			.satisfies((session) -> assertThat(session.endsAt()).hasToString("2027-06-01T10:30:00"));
		assertThat(read.untimed()).containsExactly("A");
	}

	@Test
	void timesOfIndicoAreWrittenInSeveralWays() throws IOException {
		ReadProgramme read = read(
				"""
						{'results': [{'_type': 'Conference', 'title': 'Camp', 'timezone': 'Europe/Zurich', 'contributions': [
						  {'id': '1', 'title': 'A', 'startDate': {'date': '2027-06-01', 'time': '9:30:00', 'tz': 'Europe/Zurich'}, 'duration': '0:45:00'},
						  {'id': '2', 'title': 'B', 'startDate': '2027-06-01T10:00:00+02:00', 'endDate': '2027-06-01T10:30:00+02:00'}]}]}""");
		assertThat(read.file().sessions())
			.extracting((session) -> session.startsAt().toString(), (session) -> session.endsAt().toString())
			.containsExactly(tuple("2027-06-01T09:30:00+02:00", "2027-06-01T10:15:00+02:00"),
					tuple("2027-06-01T10:00:00+02:00", "2027-06-01T10:30:00+02:00"));
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void slotsAndSchedulesOfPretalxAreRead() throws IOException {
		ReadProgramme slots = read(
				"""
						{'count': 2, 'next': null, 'previous': null, 'results': [
						  {'id': 5, 'room': {'id': 1, 'name': {'en': 'Hall'}}, 'start': '2027-06-01T10:00:00+02:00', 'end': '2027-06-01T10:45:00+02:00', 'submission': {'code': 'ABCDEF', 'title': 'First talk', 'state': 'confirmed', 'speakers': ['S1'], 'track': 4}},
						  {'id': 6, 'room': {'id': 1, 'name': {'en': 'Hall'}}, 'start': '2027-06-01T10:45:00+02:00', 'end': '2027-06-01T11:00:00+02:00', 'submission': null, 'description': {'en': 'Coffee break'}}]}""");
		assertThat(slots.file().sessions()).extracting(SessionEntry::key, SessionEntry::kind)
			.containsExactly(tuple("ABCDEF", SessionKind.LECTURE), tuple("slot/6", SessionKind.BREAK));
		assertThat(slots.warnings()).extracting(Warning::message)
			.satisfiesExactly((track) -> assertThat(track).contains("'track' only as a number"),
					(speaker) -> assertThat(speaker).contains("'S1' has no name"));
		ReadProgramme schedule = read(
				"""
						{'version': '1.0', 'slots': [{'code': 'ABCDEF', 'title': 'First talk', 'submission_type': 'Talk', 'slot': {'room': 'Hall', 'start': '2027-06-01T10:00:00+02:00', 'end': '2027-06-01T10:45:00+02:00'}}],
						 'breaks': [{'room': 'Hall', 'room_id': 1, 'start': '2027-06-01T12:00:00+02:00', 'end': '2027-06-01T13:00:00+02:00', 'description': 'Lunch'}]}""");
		assertThat(schedule.file().sessions()).extracting(SessionEntry::kind)
			.containsExactly(SessionKind.LECTURE, SessionKind.MEAL);
	}

	@Test
	void theScheduleWidgetOfPretalxIsRead() throws IOException {
		ReadProgramme read = read(
				"""
						{'talks': [{'code': 'ABCDEF', 'id': 1, 'title': {'en': 'First talk'}, 'abstract': 'About it', 'speakers': ['S1', 'S2'], 'track': 1, 'start': '2027-06-01T10:00:00+02:00', 'end': '2027-06-01T10:45:00+02:00', 'room': 1, 'duration': 45, 'content_locale': 'en', 'do_not_record': null, 'state': null},
						   {'id': 2, 'title': {'en': 'Lunch'}, 'start': '2027-06-01T10:00:00Z', 'end': '2027-06-01T13:00:00+02:00', 'room': 1, 'slot_type': 'break'},
						   {'code': 'LATER', 'id': 3, 'title': 'Later', 'speakers': [], 'start': null, 'end': null, 'room': null}],
						 'version': '0.1', 'timezone': 'Europe/Berlin', 'event_start': '2027-06-01', 'event_end': '2027-06-02', 'tracks': [{'id': 1, 'name': {'en': 'Main'}, 'color': '#ff0000'}],
						 'rooms': [{'id': 1, 'name': {'en': 'Hall'}, 'description': {}}], 'speakers': [{'code': 'S1', 'name': 'Ada Example', 'avatar': null}]}""");
		assertThat(read.format()).isEqualTo(FileFormat.PRETALX_WIDGET);
		assertThat(read.file().timezone()).isEqualTo("Europe/Berlin");
		assertThat(read.file().endsOn()).isEqualTo(LocalDate.of(2027, 6, 2));
		assertThat(read.file().tracks()).singleElement()
			.satisfies((track) -> assertThat(track.color()).isEqualTo("#ff0000"));
		assertThat(read.file().sessions())
			.extracting(SessionEntry::key, SessionEntry::kind, SessionEntry::track, SessionEntry::rooms)
			.containsExactly(tuple("ABCDEF", SessionKind.LECTURE, "Main", List.of("Hall")),
					tuple("slot/2", SessionKind.MEAL, null, List.of("Hall")));
		assertThat(read.file().sessions().getFirst().speakers()).extracting(SpeakerPart::speaker)
			.containsExactly("code/S1");
		assertThat(read.warnings()).extracting(Warning::place).containsExactly("/talks/0", "/talks/2");
	}

	@Test
	void contributionsOfIndicoAreRead() throws IOException {
		String contribution = "{'_type': 'Contribution', 'id': '%s', 'title': 'Talk %1$s', 'description': '<p>About</p>', 'startDate': {'date': '2027-06-01', 'time': '10:00:00', 'tz': 'Europe/Berlin'}, 'endDate': {'date': '2027-06-01', 'time': '10:45:00', 'tz': 'Europe/Berlin'}, 'duration': 45, 'room': 'Hall', 'type': 'Poster session', 'track': null, 'session': null, 'keywords': ['quarks'], 'url': 'https://indico.example.org/1/', 'speakers': [{'_type': 'ContributionParticipation', 'first_name': 'Ada', 'last_name': 'Example', 'fullName': 'Example, Ada', 'affiliation': 'Example Ltd', 'id': 3, 'person_id': 9}], 'folders': [{'attachments': [{'download_url': 'https://indico.example.org/s.pdf', 'title': 'Slides'}]}], 'subContributions': [{'title': 'Part one', 'speakers': [{'fullName': 'Other, Bo'}]}]}";
		ReadProgramme read = read(
				"""
						{'count': 1, '_type': 'HTTPAPIResult', 'complete': false, 'results': [{'_type': 'Conference', 'id': '1', 'title': 'Tiny Camp', 'timezone': 'Europe/Berlin', 'location': 'CERN',
						  'startDate': {'date': '2027-06-01', 'time': '09:00:00', 'tz': 'Europe/Berlin'}, 'endDate': {'date': '2027-06-02', 'time': '18:00:00', 'tz': 'Europe/Berlin'},
						  'contributions': [%s, {'id': '7', 'title': 'Not planned', 'startDate': null}],
						  'sessions': [{'_type': 'SessionSlot', 'id': 2, 'title': 'Plenary: one', 'session': {'title': 'Plenary'}, 'contributions': [%s]},
						    {'_type': 'SessionSlot', 'id': 3, 'title': 'Dinner', 'room': 'Cellar', 'startDate': {'date': '2027-06-01', 'time': '19:00:00', 'tz': 'Europe/Berlin'}, 'endDate': {'date': '2027-06-01', 'time': '22:00:00', 'tz': 'Europe/Berlin'}, 'contributions': [], 'conveners': [{'first_name': 'Bo', 'last_name': 'Other'}]}]}]}"""
					.formatted(contribution.formatted("1"), contribution.formatted("2")));
		assertThat(read.format()).isEqualTo(FileFormat.INDICO);
		assertThat(read.file().name()).isEqualTo(Map.of("", "Tiny Camp"));
		assertThat(read.file().timezone()).isEqualTo("Europe/Berlin");
		assertThat(read.file().sessions()).extracting(SessionEntry::key, SessionEntry::track)
			.containsExactly(tuple("contribution/1", null), tuple("contribution/2", "Plenary"),
					tuple("session/3", null));
		SessionEntry talk = read.file().sessions().getFirst();
		assertThat(talk.startsAt()).hasToString("2027-06-01T10:00:00+02:00");
		assertThat(talk.description()).isEqualTo(Map.of("", "About"));
		assertThat(talk.tags()).containsExactly("quarks");
		assertThat(talk.materials()).extracting(MaterialEntry::kind).containsExactly(MaterialKind.PRESENTATION);
		assertThat(talk.parts()).singleElement()
			.satisfies((part) -> assertThat(part.speakers()).containsExactly("name/Bo Other"));
		assertThat(read.file().sessions().get(2).speakers())
			.containsExactly(new SpeakerPart("name/Bo Other", SpeakerRole.CHAIR, null));
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name, SpeakerEntry::organisation)
			.containsExactly(tuple("Ada Example", "Example Ltd"), tuple("Bo Other", null));
		assertThat(read.warnings()).extracting(Warning::place)
			.containsExactly("/complete", "/results/0/contributions/1");
	}

	@Test
	void theSmallestExportOfIndicoIsRead() throws IOException {
		ReadProgramme read = read(
				"""
						{'count': 1, 'results': [{'_type': 'Conference', 'id': '1', 'title': 'Tiny Camp', 'timezone': 'Europe/Berlin', 'contributions': [{'id': '1', 'title': 'First talk',
						  'startDate': {'date': '2027-06-01', 'time': '10:00:00', 'tz': 'Europe/Berlin'}, 'duration': 45, 'room': 'Hall', 'speakers': [{'fullName': 'Example, Ada'}]}]}]}""");
		SessionEntry talk = read.file().sessions().getFirst();
		assertThat(talk.endsAt()).hasToString("2027-06-01T10:45:00+02:00");
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name).containsExactly("Ada Example");
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void theTimetableOfIndicoIsRead() throws IOException {
		String entry = "{'entryType': '%s', 'id': '%s', 'title': '%s', 'startDate': {'date': '2027-06-01', 'time': '%s', 'tz': 'Europe/Berlin'}, 'endDate': {'date': '2027-06-01', 'time': '12:00:00', 'tz': 'Europe/Berlin'}, 'room': 'Hall', 'presenters': [{'firstName': 'Ada', 'familyName': 'Example', 'name': 'Dr Ada Example'}], 'entries': %s}";
		ReadProgramme read = read("{'count': 1, 'results': {'137346': {'20270601': {'c1': %s, 'b3': %s, 's2': %s}}}}"
			.formatted(entry.formatted("Contribution", "c1", "First", "10:00:00", "{}"),
					entry.formatted("Break", "b3", "Coffee", "11:00:00", "{}"),
					entry.formatted("Session", "s2", "Plenary", "10:00:00",
							"{'c4': " + entry.formatted("Contribution", "c4", "Inner", "10:30:00", "{}") + "}")));
		assertThat(read.file().sessions()).extracting(SessionEntry::key, SessionEntry::kind, SessionEntry::track)
			.containsExactly(tuple("contribution/c1", SessionKind.LECTURE, null),
					tuple("entry/b3", SessionKind.BREAK, null),
					tuple("contribution/c4", SessionKind.LECTURE, "Plenary"));
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name).containsExactly("Ada Example");
	}

	@Test
	void theSecondVersionOfTheScheduleOfC3vocIsRead() throws IOException {
		String event = "{'guid': '%s', 'title': 'Event %1$s', 'state': '%s', 'start': '2027-12-27T10:30:00+01:00', 'end': '2027-12-27T11:00:00+01:00', 'room': {'guid': 'r1'}, 'track': {'slug': 'art'}, 'type': 'TALK', 'participants': []}";
		ReadProgramme read = read(
				"""
						{'schedule': {'version': '1', 'conference': {'acronym': '41c3', 'title': '41C3', 'start': '2027-12-27T09:30:00+00:00', 'end': '2027-12-30T17:45:00+00:00', 'time_zone_name': 'Europe/Berlin',
						   'rooms': [{'guid': 'r1', 'name': 'Saal 1', 'slug': 'saal-1', 'capacity': 3025}], 'tracks': [{'name': 'Art & Beauty', 'slug': 'art', 'colors': {'light': '#F9B000'}}],
						   'days': [{'index': 1, 'date': '2027-12-27', 'start': '2027-12-27T09:30:00+00:00', 'end': '2027-12-28T06:00:00+01:00'}]},
						 'events': [
						  {'guid': 'g1', 'title': 'Opening', 'subtitle': 'Hello', 'type': 'DISCUSSION', 'language': 'en', 'start': '2027-12-27T10:30:00+01:00', 'end': '2027-12-27T11:00:00+01:00', 'room': {'name': 'Saal 1', 'guid': 'r1'},
						   'track': {'slug': 'art'}, 'abstract': {'en': 'Short', 'de': 'Kurz'}, 'description': {'en': 'Long'}, 'url': 'https://c3.example.org/1', 'logo': {'url': 'https://c3.example.org/l.png'},
						   'participants': [{'guid': 'p1', 'name': 'Ada Example', 'role': 'SPEAKER'}, {'guid': 'p2', 'name': 'Bo Other', 'role': 'MODERATOR'}, {'guid': 'p3', 'name': 'Cy Third', 'role': 'GUEST'}],
						   'links': [{'url': 'https://example.org/x', 'title': 'More'}, {'type': 'FEEDBACK', 'url': 'https://c3.example.org/f'}], 'attachments': [{'type': 'SLIDES', 'url': 'https://example.org/1'}]},
						  %s, %s, %s, %s,
						  {'type': 'BREAK', 'title': 'Lunch', 'start': '2027-12-27T12:00:00+01:00', 'end': '2027-12-27T13:00:00+01:00', 'room': {'guid': 'r9', 'name': 'Yard'}}],
						 'persons': [{'guid': 'p1', 'name': 'Ada Example', 'biography': 'Writes', 'avatar': {'url': 'https://c3.example.org/a.jpg'}, 'links': [{'type': 'ACTIVITYPUB', 'url': 'https://social.example.org/@ada', 'service': 'MASTODON'}]}]}}"""
					.formatted(event.formatted("a", "CONFIRMED"), event.formatted("b", "DELAYED"),
							event.formatted("c", "CANCELED"), event.formatted("d", "DRAFT")));
		assertThat(read.format()).isEqualTo(FileFormat.SCHEDULE2);
		assertThat(read.file().slug()).isEqualTo("41c3");
		assertThat(read.file().endsOn()).isEqualTo(LocalDate.of(2027, 12, 30));
		assertThat(read.file().rooms()).extracting(RoomEntry::name, RoomEntry::capacity)
			.containsExactly(tuple("Saal 1", 3025), tuple("Yard", null));
		assertThat(read.file().sessions())
			.extracting(SessionEntry::key, SessionEntry::kind, SessionEntry::status, SessionEntry::rooms)
			.containsExactly(tuple("g1", SessionKind.PANEL, null, List.of("Saal 1")),
					tuple("a", SessionKind.LECTURE, null, List.of("Saal 1")),
					tuple("b", SessionKind.LECTURE, null, List.of("Saal 1")),
					tuple("c", SessionKind.LECTURE, SessionStatus.CANCELLED, List.of("Saal 1")),
					tuple("title/Lunch/2027-12-27T12:00:00+01:00", SessionKind.BREAK, null, List.of("Yard")));
		SessionEntry opening = read.file().sessions().getFirst();
		assertThat(opening.description()).isEqualTo(Map.of("en", "Short\n\nLong", "de", "Kurz"));
		assertThat(opening.track()).isEqualTo("Art & Beauty");
		assertThat(opening.image()).isEqualTo("https://c3.example.org/l.png");
		assertThat(opening.speakers()).extracting(SpeakerPart::speaker, SpeakerPart::role)
			.containsExactly(tuple("p1", SpeakerRole.SPEAKER), tuple("p2", SpeakerRole.MODERATOR),
					tuple("p3", SpeakerRole.PANELLIST));
		assertThat(opening.links()).containsExactly(new Link(null, "https://c3.example.org/1", LinkKind.PAGE),
				new Link("More", "https://example.org/x"),
				new Link(null, "https://c3.example.org/f", LinkKind.FEEDBACK));
		assertThat(opening.materials()).extracting(MaterialEntry::kind).containsExactly(MaterialKind.PRESENTATION);
		assertThat(read.file().speakers().getFirst().links())
			.containsExactly(new Link("mastodon", "https://social.example.org/@ada"));
		assertThat(read.warnings()).extracting(Warning::message)
			.satisfiesExactly((delayed) -> assertThat(delayed).contains("'Event b' is delayed"),
					(draft) -> assertThat(draft).contains("'Event d'", "DRAFT"));
	}

	@Test
	void theDataOfHoverboardAreRead() throws IOException {
		ReadProgramme read = read(
				"""
						{'schedule': {'2027-06-01': {'date': '2027-06-01', 'dateReadable': 'June 1', 'tracks': [{'title': 'Hall'}, {'title': 'Cellar'}], 'timeslots': [
						   {'startTime': '09:00', 'endTime': '10:00', 'sessions': [{'items': ['001']}]},
						   {'startTime': '10:00', 'endTime': '11:00', 'sessions': [{'items': ['002', '003']}, {'items': ['004'], 'extend': 2}]},
						   {'startTime': '11:00', 'endTime': '12:00', 'sessions': [{'items': ['009']}]}]}},
						 'sessions': {'001': {'title': 'Breakfast'}, '002': {'title': 'One', 'description': 'About', 'speakers': ['ada'], 'language': 'English', 'complexity': 'Beginner', 'tags': ['Web'], 'presentation': 'https://example.org/p'},
						   '003': {'title': 'Two', 'speakers': ['nobody']}, '004': {'title': 'Long', 'speakers': ['ada'], 'videoId': 'abcdef12345'}},
						 'speakers': {'ada': {'name': 'Ada Example', 'company': 'Example Ltd', 'bio': 'Writes', 'photoUrl': 'https://example.org/a.jpg', 'socials': [{'name': 'X', 'link': 'https://x.example.org'}]}}}""");
		assertThat(read.format()).isEqualTo(FileFormat.HOVERBOARD);
		assertThat(read.file().sessions())
			.extracting(SessionEntry::key, (session) -> session.startsAt().toString(),
					(session) -> session.endsAt().toString(), SessionEntry::rooms)
			.containsExactly(tuple("001", "2027-06-01T09:00:00", "2027-06-01T10:00:00", List.of()),
					tuple("002", "2027-06-01T10:00:00", "2027-06-01T10:30:00", List.of("Hall")),
					tuple("003", "2027-06-01T10:30:00", "2027-06-01T11:00:00", List.of("Hall")),
					tuple("004", "2027-06-01T10:00:00", "2027-06-01T12:00:00", List.of("Cellar")));
		assertThat(read.file().sessions().getFirst().kind()).isEqualTo(SessionKind.MEAL);
		assertThat(read.file().sessions().get(1).languages()).containsExactly("en");
		assertThat(read.file().sessions().get(1).tags()).containsExactly("Web", "Beginner");
		assertThat(read.warnings()).extracting(Warning::place)
			.containsExactly("/sessions/003", "/schedule/2027-06-01/timeslots/2/sessions/0/items/0");
	}

	@Test
	void jsonLdOfSchemaOrgIsRead() throws IOException {
		ReadProgramme read = read(
				"""
						{'@context': 'https://schema.org', '@type': 'Event', 'name': 'Tiny Camp', 'startDate': '2027-06-01', 'endDate': '2027-06-02', 'subEvent': [
						  {'@type': 'Event', 'name': 'First talk', 'description': 'About', 'inLanguage': 'sv', 'startDate': '2027-06-01T10:00:00+02:00', 'endDate': '2027-06-01T10:45:00+02:00', 'url': 'https://camp.example.org/1', 'location': {'@type': 'Place', 'name': 'Hall'}, 'performer': [{'@type': 'Person', 'name': 'Ada Example'}]},
						  {'@type': 'Event', 'name': 'Day two', 'startDate': '2027-06-02', 'subEvent': {'@type': 'Event', 'name': 'Gone', 'eventStatus': 'https://schema.org/EventCancelled', 'startDate': '2027-06-02T10:00:00+02:00', 'duration': 'PT1H', 'performer': 'Bo Other'}},
						  {'@type': 'Event', 'name': 'Picnic', 'startDate': '2027-06-02'}]}""");
		assertThat(read.format()).isEqualTo(FileFormat.SCHEMA_ORG);
		assertThat(read.file().name()).isEqualTo(Map.of("", "Tiny Camp"));
		assertThat(read.file().sessions())
			.extracting(SessionEntry::title, (session) -> session.endsAt().in(BERLIN).toString(), SessionEntry::status)
			.containsExactly(tuple(Map.of("", "First talk"), "2027-06-01T08:45:00Z", null),
					tuple(Map.of("", "Gone"), "2027-06-02T09:00:00Z", SessionStatus.CANCELLED));
		assertThat(read.file().sessions().getFirst().rooms()).containsExactly("Hall");
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name).containsExactly("Ada Example", "Bo Other");
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("'Picnic'", "whole day"));
	}

	private static ReadProgramme read(String text) throws IOException {
		return ProgrammeReader.read(new ByteArrayResource(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
	}

}
