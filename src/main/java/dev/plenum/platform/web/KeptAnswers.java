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
 * The answers that can be sent again. An answer is kept when it is requested for the
 * second time. It is sent again only if its {@link dev.plenum.platform.Grounds} hold at
 * that moment; otherwise it is dropped within a second.
 * <p>
 * The maximum memory of all answers is limited. Each one counts at least about 2 KB, so
 * that their number is limited too.
 */
@Component
final class KeptAnswers {

	/** Personal data are not kept for longer, even if they are not requested again. */
	private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

	/** The memory of an entry of the cache, in bytes. */
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
			.description("Answers sent again without executing the operation")
			.register(meters);
		Gauge.builder("plenum.answers.kept", this.answers, Cache::estimatedSize)
			.description("Answers in memory that can be sent again")
			.register(meters);
	}

	/**
	 * Finds an answer that is correct at this moment.
	 * @param question the question
	 * @param authorization the header Authorization, which the caller of this method
	 * checks; null for an anonymous request
	 * @return the answer; null if there is none
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
	 * Keeps an answer if the same question was asked before. An answer that depends on
	 * the caller is kept for this caller only.
	 * @param question the question
	 * @param authorization the header Authorization; null for an anonymous request
	 * @param answer the answer
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
	 * Drops the answers that are not correct any more.
	 */
	void dropStale() {
		Instant now = this.clock.instant();
		this.answers.asMap().values().removeIf((answer) -> !answer.holds(now));
		this.answers.cleanUp();
	}

}
