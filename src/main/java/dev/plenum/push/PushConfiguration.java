package dev.plenum.push;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of push notifications.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Accounts.class, Claims.class, Deciding.class, DepartingDevices.class, DepartureNotice.class, DeviceDesk.class,
		FollowDesk.class, Followers.class, Leases.class, LinkedDevices.class, People.class, PersonalDevices.class,
		PushController.class, PushLoop.class, PushMetrics.class, ReachController.class, Reaches.class, ReachNews.class,
		Sending.class, Slices.class, Watches.class })
@EnableConfigurationProperties(LoopSettings.class)
public class PushConfiguration {

	@Bean
	StartUpStep followerIndexes(Followers followers, Claims claims, Slices slices) {
		return new StartUpStep(Phase.GROUNDWORK,
				() -> Mono.when(followers.ensureIndexes(), claims.ensureIndexes(), slices.ensureIndexes()));
	}

	/**
	 * The threads that decide and encrypt, apart from those that answer requests.
	 */
	@Bean(destroyMethod = "dispose")
	Scheduler pushScheduler(LoopSettings settings) {
		return Schedulers.newParallel("push", settings.threads(), true);
	}

	@Bean
	StartUpStep pushLoopBegins(PushLoop loop) {
		return new StartUpStep(Phase.SAMPLES, () -> Mono.fromRunnable(loop::begin));
	}

}
