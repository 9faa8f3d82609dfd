package dev.plenum.organiser;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ EventDesk.class, OrganiserController.class, PersonalEvents.class, ProgrammeWriter.class, RoomController.class,
		RoomDesk.class, ScheduleController.class, ScheduleDesk.class, SchedulePreviews.class, SessionDesk.class,
		SpeakerController.class, SpeakerDesk.class })
public class OrganiserConfiguration {

}
