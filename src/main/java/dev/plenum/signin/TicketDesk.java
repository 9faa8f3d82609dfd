package dev.plenum.signin;

import java.util.Comparator;
import java.util.List;

import dev.plenum.participant.Participant;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.sheet.Table;
import dev.plenum.platform.token.RefreshTokens;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * The ticket codes of participants for organisers: replaces one, and lists all for
 * sending them.
 */
@Component
class TicketDesk {

	private static final List<String> HEADINGS = List.of("Key", "Name", "Organisation", "E-mail", "Language",
			"Ticket type", "Code", "Link");

	private final EventAccess access;

	private final Participants participants;

	private final TicketCodes codes;

	private final RefreshTokens tokens;

	TicketDesk(EventAccess access, Participants participants, TicketCodes codes, RefreshTokens tokens) {
		this.access = access;
		this.participants = participants;
		this.codes = codes;
		this.tokens = tokens;
	}

	/**
	 * Replaces the code of a participant, and ends the sign-ins with the earlier one. A
	 * repetition of the request returns the present code.
	 */
	Mono<TicketCodeReplaced> replace(String participantId, @Nullable String requestId, Caller caller) {
		return this.access.organisedEventContaining(participantId, caller)
			.flatMap((programme) -> this.participants.byId(participantId)
				.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
						"There is no participant '%s'.".formatted(participantId))))
				.flatMap((found) -> replace(found,
						RequestKey.of(requestId, "replaceTicketCode", participantId, caller.requireHolder())))
				.map((written) -> new TicketCodeReplaced(new Participant(programme, written), code(written))));
	}

	/** If two organisers replace it at the same moment, both see the same new code. */
	private Mono<ParticipantDocument> replace(ParticipantDocument before, @Nullable String request) {
		int next = before.generation() + 1;
		Fields code = new Fields().set("codeGeneration", next).set("codeHash", this.codes.hashOf(before.id(), next));
		return this.participants.replaceCode(before, request, code)
			.delayUntil((written) -> (written.generation() == next) ? this.tokens.revokeAll(before.ticketSubject())
					: Mono.empty());
	}

	/**
	 * The codes and links of all who take part.
	 * @param base the address of the server, without a slash at the end
	 */
	Mono<byte[]> file(Programme programme, String base) {
		return this.participants.of(programme.id())
			.filter(ParticipantDocument::isActive)
			.sort(Comparator.comparing(ParticipantDocument::key))
			.collectList()
			.publishOn(Schedulers.boundedElastic())
			.map((all) -> {
				Table table = new Table("Tickets", HEADINGS);
				all.forEach((one) -> {
					String code = code(one);
					table.add(one.key(), one.name(), one.organisation(), one.email(), one.language(), one.ticketType(),
							code, "%s/e/%s/app/#ticket=%s".formatted(base, programme.event().slug(), code));
				});
				return table.csv();
			});
	}

	private String code(ParticipantDocument participant) {
		return this.codes.codeOf(participant.id(), participant.generation());
	}

	record TicketCodeReplaced(Participant participant, String ticketCode) {

		/**
		 * The code is left out, so that it is not logged.
		 */
		@Override
		public String toString() {
			return "TicketCodeReplaced of " + this.participant.id();
		}

	}

}
