package dev.plenum.meeting;

import java.util.Set;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import dev.plenum.programme.NodeFinder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the meetings.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AutomaticAnswers.class, HostCalendars.class, HostDesk.class, LinkedMeetings.class, MeetingBoards.class,
		Meetings.class, MeetingController.class, MeetingChangeController.class, MeetingDesk.class, MeetingKeeper.class,
		MeetingVisits.class, MeetingWriter.class, PersonalMeetings.class, StaffDesk.class })
public class MeetingConfiguration {

	@Bean
	StartUpStep meetingIndexes(Meetings meetings, HostCalendars calendars) {
		return new StartUpStep(Phase.GROUNDWORK, () -> meetings.ensureIndexes().then(calendars.ensureIndexes()));
	}

	@Bean
	StartUpStep hostsAreOnTheStaff(MeetingKeeper keeper) {
		return new StartUpStep(Phase.SAMPLES, keeper::repair);
	}

	@Bean
	NodeFinder meetingNodes(MeetingDesk desk) {
		return new NodeFinder(Set.of(RequestMeetingInput.ID_PREFIX), desk::visible);
	}

}
