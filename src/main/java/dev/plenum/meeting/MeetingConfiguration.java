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
@Import({ HostCalendars.class, HostDesk.class, MeetingBoards.class, Meetings.class, MeetingController.class,
		MeetingDesk.class, MeetingVisits.class, PersonalMeetings.class })
public class MeetingConfiguration {

	@Bean
	StartUpStep meetingIndexes(Meetings meetings, HostCalendars calendars) {
		return new StartUpStep(Phase.GROUNDWORK, () -> meetings.ensureIndexes().then(calendars.ensureIndexes()));
	}

	@Bean
	NodeFinder meetingNodes(MeetingDesk desk) {
		return new NodeFinder(Set.of(RequestMeetingInput.ID_PREFIX), desk::visible);
	}

}
