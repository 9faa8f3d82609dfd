package dev.plenum.interchange;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code interchange.graphqls}.
 */
@Controller
class ImportController {

	private final Imports imports;

	private final InterchangeSettings settings;

	ImportController(Imports imports, InterchangeSettings settings) {
		this.imports = imports;
		this.settings = settings;
	}

	@SchemaMapping
	Mono<LastImport> lastImport(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.imports.ofEvent(event.id(), Reading.COMMITTED)
			.map((last) -> LastImport.of(last, event.programme(), this.settings));
	}

	record LastImport(OffsetDateTime at, FileFormat format, List<MissingSession> missing) {

		static LastImport of(ImportDocument last, Programme programme, InterchangeSettings settings) {
			return new LastImport(programme.at(last.at()), last.format(),
					last.missing()
						.entrySet()
						.stream()
						.flatMap((missing) -> programme.session(missing.getKey())
							.map((session) -> new MissingSession(session, programme.at(missing.getValue()),
									programme.at(missing.getValue().plus(settings.missingFor()))))
							.stream())
						.sorted(Comparator.comparing(MissingSession::since)
							.thenComparing((missing) -> missing.session().id()))
						.toList());
		}

	}

	record MissingSession(Session session, OffsetDateTime since, OffsetDateTime cancelledFrom) {
	}

}
