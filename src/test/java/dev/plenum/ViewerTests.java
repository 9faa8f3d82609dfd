package dev.plenum;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

/** What callers see of themselves. */
@LiveServer
class ViewerTests {

	@Autowired
	private Clients clients;

	@Test
	void theViewerIsTheSubjectOfTheToken() {
		NewEvent event = NewEvent.on(this.clients);
		String query = "{ viewer { subject name organiserOf { id } } }";
		this.clients.anonymous().document(query).execute().path("viewer").valueIsNull();
		this.clients.attendee()
			.document(query)
			.execute()
			.path("viewer.subject")
			.entity(String.class)
			.isEqualTo("attendee")
			.path("viewer.organiserOf")
			.entityList(Object.class)
			.hasSize(0);
		this.clients.as(event.organiser())
			.document(query)
			.execute()
			.path("viewer.organiserOf[*].id")
			.entityList(String.class)
			.containsExactly(event.id());
	}

}
