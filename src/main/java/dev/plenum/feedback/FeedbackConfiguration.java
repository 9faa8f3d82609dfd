package dev.plenum.feedback;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package and the indexes of the ratings.
 */
@Configuration(proxyBeanMethods = false)
@Import({ FeedbackController.class, LinkedRatings.class, PersonalRatings.class, RatingDesk.class, Ratings.class })
@EnableConfigurationProperties(FeedbackSettings.class)
public class FeedbackConfiguration {

	@Bean
	StartUpStep ratingIndexes(Ratings ratings) {
		return new StartUpStep(Phase.GROUNDWORK, ratings::ensureIndexes);
	}

}
