package dev.plenum.meeting;

import java.time.Duration;

import dev.plenum.platform.mongo.WatchedCollection;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What the meetings need from the others.
 */
@Configuration(proxyBeanMethods = false)
@Import({ HostCalendars.class, HostDesk.class, MeetingBoards.class, MeetingBooks.class, MeetingController.class,
		MeetingDesk.class, MeetingVisits.class, PersonalMeetings.class })
public class MeetingConfiguration {

	private static final Duration KEPT_UNUSED = Duration.ofMinutes(30);

	@Bean
	WatchedCollection watchedMeetings() {
		return new WatchedCollection(MeetingBooks.COLLECTION);
	}

	@Bean
	StartUpStep meetingIndexes(MeetingBooks books, HostCalendars calendars) {
		return new StartUpStep(Phase.GROUNDWORK, () -> books.ensureIndexes().then(calendars.ensureIndexes()));
	}

	@Bean(destroyMethod = "dispose")
	Disposable unusedMeetingBoardsAreDropped(MeetingBoards boards) {
		return Flux.interval(Duration.ofMinutes(1))
			.onBackpressureDrop()
			.subscribe((tick) -> boards.dropUnused(KEPT_UNUSED));
	}

}
