package dev.plenum.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.plenum.platform.SeenBefore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The answers that can be given again. An answer is kept when it is asked for a second
 * time, and looked at whenever it is found: it is given only if what it stands on holds
 * at that moment. Those that hold no more are dropped within a second.
 * <p>
 * They are bounded by the memory that they take at most. None takes less than about 2 KB,
 * so that the memory also bounds their number.
 */
@Component
final class KeptAnswers {

	/** Also what nobody asks for again is somebody's. */
	private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

	/** The entry of the cache, in bytes. */
	private static final int ENTRY = 200;

	private final Cache<Question, Answer> answers;

	private final SeenBefore asked = new SeenBefore();

	private final InstantSource clock;

	private final Counter givenAgain;

	KeptAnswers(WebSettings settings, InstantSource clock, MeterRegistry meters) {
		this.answers = Caffeine.newBuilder()
			.executor(Runnable::run)
			.maximumWeight(settings.keptAnswers().toBytes())
			.expireAfterWrite(FORGOTTEN_AFTER)
			.weigher((Question question, Answer answer) -> ENTRY + question.weight() + answer.weight(question.isGet()))
			.build();
		this.clock = clock;
		this.givenAgain = Counter.builder("plenum.answers.repeated")
			.description("Answers given again without executing the operation")
			.register(meters);
		Gauge.builder("plenum.answers.kept", this.answers, Cache::estimatedSize)
			.description("Answers in memory that can be given again")
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
	 * Keeps an answer, if it was asked for before: for everybody, or for the caller alone
	 * if it depends on that.
	 * @param question what was asked
	 * @param authorization what showed who asked; null if it was asked without a token
	 * @param answer what was answered
	 */
	void keep(Question question, @Nullable String authorization, Answer answer) {
		if (answer.isKept()) {
			Question asked = (authorization != null && answer.isPersonal()) ? question.by(authorization) : question;
			if (this.asked.test(asked.hashCode())) {
				this.answers.put(asked, answer);
			}
		}
	}

	/**
	 * Drops the answers that hold no more.
	 */
	void dropStale() {
		Instant now = this.clock.instant();
		this.answers.asMap().values().removeIf((answer) -> !answer.holds(now));
		this.answers.cleanUp();
	}

}
