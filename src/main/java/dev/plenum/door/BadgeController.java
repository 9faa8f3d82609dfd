package dev.plenum.door;

import java.time.OffsetDateTime;

import dev.plenum.agenda.Agenda;
import dev.plenum.participant.Badges;
import dev.plenum.platform.QrCode;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The badges that participants show at a door.
 */
@Controller
class BadgeController {

	private final Badges badges;

	BadgeController(Badges badges) {
		this.badges = badges;
	}

	@SchemaMapping
	Mono<Badge> badge(Agenda agenda, @ContextValue Caller caller) {
		return this.badges.of(agenda.event().id(), caller.requireSubject())
			.map((badge) -> new Badge(agenda.programme(), badge));
	}

	/**
	 * A badge; the schema describes each property.
	 *
	 * @param programme the event
	 * @param issued what was signed
	 */
	record Badge(Programme programme, Badges.Badge issued) {

		public String token() {
			return this.issued.token();
		}

		public String tokenSvg() {
			return QrCode.svg(this.issued.token());
		}

		public OffsetDateTime expiresAt() {
			return this.programme.at(this.issued.expiresAt());
		}

	}

}
