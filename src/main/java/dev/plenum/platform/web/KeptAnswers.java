package dev.plenum.platform.web;

import java.time.Duration;
import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The answers that can be given again, bounded by their bytes. Nothing has to be taken
 * out: an answer is looked at whenever it is found, and given only if what it stands on
 * holds at that moment.
 */
@Component
final class KeptAnswers {

	/** Also what nobody asks for again is somebody's. */
	private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

	private final Cache<Question, Answer> answers;

	private final InstantSource clock;

	private final Counter givenAgain;

	KeptAnswers(WebSettings settings, InstantSource clock, MeterRegistry meters) {
		this.answers = Caffeine.newBuilder()
			.maximumWeight(settings.keptAnswers().toBytes())
			.expireAfterWrite(FORGOTTEN_AFTER)
			.weigher((Question question, Answer answer) -> question.weight() + answer.weight())
			.build();
		this.clock = clock;
		this.givenAgain = Counter.builder("plenum.answers.repeated")
			.description("Answers given again without executing the operation")
			.register(meters);
	}

	/**
	 * Finds an answer.
	 * @param question what is asked
	 * @param authorization what the request shows of who asks; null if it is asked
	 * without a token. Whether it is any good is not looked at here
	 * @return an answer that is right for whoever asks at this moment; null if there is
	 * none
	 */
	@Nullable Answer find(Question question, @Nullable String authorization) {
		Answer answer = holding(question);
		if (authorization != null && (answer == null || answer.isPersonal())) {
			answer = holding(question.by(authorization));
		}
		if (answer != null) {
			answer.use();
			this.givenAgain.increment();
		}
		return answer;
	}

	private @Nullable Answer holding(Question question) {
		Answer answer = this.answers.getIfPresent(question);
		return (answer != null && answer.holds(this.clock.instant())) ? answer : null;
	}

	/**
	 * Keeps an answer: for everybody, or for who asked if it depends on that.
	 * @param question what was asked
	 * @param authorization what showed who asked; null if it was asked without a token
	 * @param answer what was answered
	 */
	void keep(Question question, @Nullable String authorization, Answer answer) {
		if (answer.isKept()) {
			this.answers.put((authorization != null && answer.isPersonal()) ? question.by(authorization) : question,
					answer);
		}
	}

}
