package dev.plenum.sample;

import java.util.List;

import dev.plenum.participant.Entry;
import dev.plenum.participant.ParticipantDesk;
import dev.plenum.participant.ParticipantState;
import dev.plenum.participant.Participants;
import dev.plenum.platform.Ids;
import dev.plenum.platform.security.ConditionalOnLocalMode;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Gives the demo 40 participants, in local mode.
 */
@Component
@ConditionalOnLocalMode
class DemoParticipants {

	private static final int PARTICIPANTS = 40;

	private static final int LINKS = 3;

	private static final int AT_ONCE = 16;

	private final Programmes programmes;

	private final ParticipantDesk desk;

	private final Participants participants;

	private final TicketCodes codes;

	private volatile List<String> links = List.of();

	DemoParticipants(Programmes programmes, ParticipantDesk desk, Participants participants, TicketCodes codes) {
		this.programmes = programmes;
		this.desk = desk;
		this.participants = participants;
		this.codes = codes;
	}

	/**
	 * Adds the participants that the demo does not have.
	 */
	Mono<Void> load() {
		return this.programmes.byAlias(DemoConference.ALIAS)
			.flatMap((event) -> this.programmes.live(event.id()).get())
			.flatMap((programme) -> this.participants.byId(id(programme, PARTICIPANTS))
				.hasElement()
				.filter((exists) -> !exists)
				.flatMap((_) -> add(programme))
				.then(links(programme)))
			.doOnNext((found) -> this.links = found)
			.then();
	}

	/**
	 * The paths of the links with which some of the participants sign in.
	 */
	List<String> links() {
		return this.links;
	}

	private Mono<Void> add(Programme programme) {
		return Flux.range(1, PARTICIPANTS)
			.flatMapSequential((number) -> this.desk.add(programme,
					new Entry(key(number), DemoFiles.name(number - 1), null, null, null, null,
							ParticipantState.ACTIVE)),
					AT_ONCE)
			.then();
	}

	private Mono<List<String>> links(Programme programme) {
		return Flux.range(1, LINKS)
			.concatMap((number) -> this.participants.newest(id(programme, number)))
			.map((one) -> "/e/%s/app/#ticket=%s".formatted(programme.event().slug(),
					this.codes.codeOf(one.id(), one.generation())))
			.collectList();
	}

	private static String id(Programme programme, int number) {
		return Ids.in(Participants.ID_PREFIX, programme.id(), key(number));
	}

	private static String key(int number) {
		return "DEMO-%03d".formatted(number);
	}

}
