package dev.plenum.programme;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading programmes over HTTP, on the sample conferences.
 */
@LiveServer
class ProgrammeQueryTests {

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands database;

	@Test
	void publicReadsAskNothingOfTheDatabase() {
		String everything = """
				{ events(first: 10) { totalCount nodes { slug name days { date sessions { title } }
				  sessions(first: 100) { nodes { id title abstract rooms { name } speakers { speaker { name } } changes { revision } } }
				  speakers { nodes { name sessions { title } } } announcements { nodes { text } } changes(after: 0) { totalCount } } } }""";
		this.clients.anonymous().document(everything).execute().errors().verify();
		this.database.reset();
		this.clients.anonymous()
			.document(everything)
			.execute()
			.path("events.totalCount")
			.entity(Integer.class)
			.isEqualTo(5);
		assertThat(this.database.asked()).isEmpty();
	}

}
