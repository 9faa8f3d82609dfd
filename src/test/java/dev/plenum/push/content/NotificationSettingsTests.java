package dev.plenum.push.content;

import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The notification settings over GraphQL.
 */
@LiveServer
class NotificationSettingsTests {

	private static final String FIELDS = "mutedKinds quietHours { from until } timezone reminderMinutes remindersForBreaks eveningDigestAt";

	@Autowired
	private Clients clients;

	@Test
	void withoutATokenThereAreNone() {
		this.clients.anonymous()
			.document("{ viewer { notificationSettings { id } } }")
			.execute()
			.path("viewer")
			.valueIsNull();
		put(this.clients.anonymous(), "reminderMinutes: 5").errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.extracting((error) -> error.getExtensions().get("code"))
				.isEqualTo("UNAUTHENTICATED"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann", "organiser", "admin" })
	void everybodyHasTheirOwn(String name) {
		OwnConference conference = OwnConference.of(this.clients);
		HttpGraphQlTester me = name.equals("admin") ? this.clients.administrator() : conference.as(name);
		put(me, "mutedKinds: [], quietHours: null, timezone: null, reminderMinutes: null, remindersForBreaks: null, eveningDigestAt: null");
		Settings unchanged = read(me);
		assertThat(unchanged).isEqualTo(new Settings(List.of(), null, null, 10, false, null));
		String all = "mutedKinds: [SEAT, FEEDBACK_REQUEST], quietHours: {from: \"22:00\", until: \"07:30\"}, "
				+ "timezone: \"Europe/Helsinki\", reminderMinutes: 15, remindersForBreaks: true, eveningDigestAt: \"19:00\"";
		Settings changed = put(me, all).path("putNotificationSettings.notificationSettings")
			.entity(Settings.class)
			.get();
		assertThat(changed.mutedKinds()).containsExactlyInAnyOrder("SEAT", "FEEDBACK_REQUEST");
		assertThat(changed.quietHours()).isEqualTo(Map.of("from", "22:00", "until", "07:30"));
		assertThat(changed.timezone()).isEqualTo("Europe/Helsinki");
		assertThat(changed.reminderMinutes()).isEqualTo(15);
		assertThat(changed.remindersForBreaks()).isTrue();
		assertThat(changed.eveningDigestAt()).isEqualTo("19:00");
		put(me, "quietHours: null, reminderMinutes: null");
		Settings less = read(me);
		assertThat(less.quietHours()).isNull();
		assertThat(less.reminderMinutes()).isEqualTo(10);
		assertThat(less.eveningDigestAt()).as("omitted fields stay as they are").isEqualTo("19:00");
		assertThat(read(conference.as("somebody"))).isEqualTo(unchanged);
		put(me, "");
		assertThat(read(me)).isEqualTo(less);
	}

	@ParameterizedTest
	@ValueSource(strings = { "reminderMinutes: 0", "reminderMinutes: 1441", "timezone: \"Mars/Base\"",
			"quietHours: {from: \"7\", until: \"08:00\"}", "quietHours: {from: \"08:00\", until: \"08:00\"}",
			"quietHours: {from: \"08:00\", until: \"24:00\"}", "eveningDigestAt: \"19:60\"" })
	void whatIsNotValidIsRejectedWithItsPath(String input) {
		put(OwnConference.of(this.clients).as("ann"), input).errors()
			.satisfy((errors) -> assertThat(errors).singleElement().satisfies((error) -> {
				assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT");
				assertThat(error.getExtensions().get("path"))
					.isEqualTo(List.of("input", input.substring(0, input.indexOf(':'))));
			}));
	}

	@Test
	void theyAreExportedAndDeletedWithTheDataOfThePerson() {
		OwnConference conference = OwnConference.of(this.clients);
		put(conference.as("ann"), "mutedKinds: [MEETING]");
		String export = "{ exportMyData }";
		conference.as("ann")
			.document(export)
			.execute()
			.path("exportMyData.notificationSettings.mutedKinds")
			.entityList(String.class)
			.containsExactly("MEETING");
		conference.deleteMyData("ann")
			.path("deleteMyData.deleted[?(@.key == 'notificationSettings')].count")
			.entityList(Integer.class)
			.containsExactly(1);
		assertThat(read(conference.as("ann")).mutedKinds()).isEmpty();
		conference.deleteMyData("ann")
			.path("deleteMyData.deleted[?(@.key == 'notificationSettings')].count")
			.entityList(Integer.class)
			.containsExactly(0);
	}

	private static GraphQlTester.Response put(HttpGraphQlTester caller, String input) {
		return caller.document(
				"mutation { putNotificationSettings(input: {%s}) { ... on NotificationSettingsPut { notificationSettings { %s } } } }"
					.formatted(input, FIELDS))
			.execute();
	}

	private static Settings read(HttpGraphQlTester caller) {
		return caller.document("{ viewer { notificationSettings { %s } } }".formatted(FIELDS))
			.execute()
			.path("viewer.notificationSettings")
			.entity(Settings.class)
			.get();
	}

	private record Settings(List<String> mutedKinds, @Nullable Map<String, String> quietHours,
			@Nullable String timezone, int reminderMinutes, boolean remindersForBreaks,
			@Nullable String eveningDigestAt) {
	}

}
