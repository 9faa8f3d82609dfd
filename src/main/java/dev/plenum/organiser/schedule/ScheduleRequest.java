package dev.plenum.organiser.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.programme.Session;
import dev.plenum.schedule.ChangeTerms;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.ScheduleRules;
import org.jspecify.annotations.Nullable;

/**
 * An organiser's request to change a schedule.
 *
 * @param rule decides what the request results in
 * @param made finds the steps of a schedule that already did what is requested
 * @param options what all requests have in common
 * @param added the session that the request adds and that the programme does not have
 * yet; null if there is none
 * @param problem turns an invalid edit into the problem to report
 */
record ScheduleRequest(Rule rule, Function<Schedule, List<ScheduleChange>> made, ScheduleOptions options,
		@Nullable Session added, Function<ScheduleOutcome.Invalid, Problem> problem) {

	private static final Duration REMEMBERED = Duration.ofHours(1);

	static ScheduleRequest of(List<ScheduleEdit> edits, ScheduleOptions options, @Nullable Session added,
			Function<ScheduleOutcome.Invalid, Problem> problem) {
		Set<String> concerned = edits.stream().map(ScheduleEdit::sessionId).collect(Collectors.toSet());
		Integer since = options.expectedRevision();
		return new ScheduleRequest((schedule, rules, terms) -> schedule.change(edits, rules, terms),
				(schedule) -> (since != null && schedule.remembers(since)) ? schedule.changesAfter(since)
					.stream()
					.filter((change) -> concerned.contains(change.sessionId()))
					.toList() : List.of(),
				options, added, problem);
	}

	/**
	 * Returns the same request of somebody who does not know the hidden sessions: clashes
	 * with them do not prevent the change, and are not reported.
	 */
	ScheduleRequest withoutHidden() {
		return new ScheduleRequest((schedule, rules, terms) -> {
			ScheduleOutcome outcome = this.rule.decide(schedule, rules, terms);
			if (!(outcome instanceof ScheduleOutcome.Clashed clashed)) {
				return outcome;
			}
			List<Clash> visible = clashed.clashes()
				.stream()
				.filter((clash) -> schedule.slots().containsKey(clash.sessionId())
						&& schedule.slots().containsKey(clash.withSessionId()))
				.toList();
			return visible.isEmpty() ? this.rule.decide(schedule, rules, terms.forced())
					: new ScheduleOutcome.Clashed(visible);
		}, this.made, this.options, this.added, this.problem);
	}

	ScheduleOutcome outcome(Schedule schedule, ScheduleRules rules, Instant now) {
		return this.rule.decide(schedule, rules, this.options.at(now));
	}

	ScheduleOutcome forcedOutcome(Schedule schedule, ScheduleRules rules, Instant now) {
		return this.rule.decide(schedule, rules, this.options.at(now).forced());
	}

	/**
	 * Finds the steps that the request made when it was sent before.
	 * @return the steps in order; empty if it was not sent within the last hour, if it is
	 * not remembered, or if it is a dry run
	 */
	List<ScheduleChange> sentBefore(Schedule schedule, Instant now) {
		String key = this.options.requestKey();
		return (key != null && !this.options.dryRun()) ? schedule.changesOf(key, now.minus(REMEMBERED)) : List.of();
	}

	/**
	 * Decides what a request results in.
	 */
	@FunctionalInterface
	interface Rule {

		ScheduleOutcome decide(Schedule schedule, ScheduleRules rules, ChangeTerms terms);

	}

}
