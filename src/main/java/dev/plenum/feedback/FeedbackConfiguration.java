package dev.plenum.feedback;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What the ratings need from the others.
 */
@Configuration(proxyBeanMethods = false)
@Import({ FeedbackController.class, PersonalRatings.class, Ratings.class })
@EnableConfigurationProperties(FeedbackSettings.class)
public class FeedbackConfiguration {

	@Bean
	StartUpStep ratingIndexes(Ratings ratings) {
		return new StartUpStep(Phase.GROUNDWORK, ratings::ensureIndexes);
	}

}
