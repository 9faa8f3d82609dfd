package dev.plenum.mail;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Fair;
import dev.plenum.participant.Participants;
import dev.plenum.platform.token.TicketCodes;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * E-mail to participants, on a live server with an SMTP server of the test's own.
 */
@Tag("slow")
@LiveServer
@Import(MailTests.HeldWrites.class)
class MailTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final GreenMail SMTP = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));

	@Autowired
	private Clients clients;

	@Autowired
	private Participants participants;

	@Autowired
	private TicketCodes codes;

	@Autowired
	private Mails mails;

	@Autowired
	private MailDispatcher dispatcher;

	@Autowired
	private HeldWrites writes;

	private OwnConference conference;

	private final String box = UUID.randomUUID().toString().substring(0, 8);

	@DynamicPropertySource
	static void smtp(DynamicPropertyRegistry registry) {
		SMTP.start();
		registry.add("spring.mail.host", () -> "localhost");
		registry.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
		registry.add("plenum.mail.from", () -> "conference@example.org");
		registry.add("plenum.mail.app-url", () -> "https://conf.example.org/");
		registry.add("plenum.mail.look-every", () -> "200ms");
	}

	@AfterAll
	static void stop() {
		SMTP.stop();
	}

	@BeforeEach
	void makeAConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void aParticipantIsInvitedOnceWithTheirLink() throws Exception {
		String ann = participant("ann", "Ann Älm", "sv");
		participant("bea", "Bea Berg", null);
		this.conference.organiser()
			.document(
					"mutation ($id: ID!) { putParticipant(input: {eventId: $id, key: \"x\", name: \"X\"}) { __typename } }")
			.variable("id", this.conference.id())
			.executeAndVerify();
		Response first = invite(Map.of("eventId", this.conference.id()));
		first.path("inviteParticipants.invitedCount").entity(Integer.class).isEqualTo(2);
		first.path("inviteParticipants.withoutAddressCount").entity(Integer.class).isEqualTo(1);
		invite(Map.of("eventId", this.conference.id())).path("inviteParticipants.invitedBeforeCount")
			.entity(Integer.class)
			.isEqualTo(2);
		MimeMessage message = received("ann", 1).getFirst();
		assertThat(message.getSubject()).isEqualTo("Din länk till Konferens");
		assertThat(message.getFrom()[0]).hasToString("conference@example.org");
		String source = GreenMailUtil.getWholeMessage(message);
		String link = "https://conf.example.org/e/%s/app#ticket=%s".formatted(this.conference.slug(),
				this.codes.codeOf(ann, this.participants.byId(ann).block(PATIENCE).generation()));
		assertThat(content(message)).contains("Hej Ann Älm,").contains(link).contains("<a href=\"" + link + "\">");
		assertThat(source).contains("multipart/alternative").contains("text/plain").contains("text/html");
		assertThat(received("bea", 1)).hasSize(1);
		await().atMost(PATIENCE)
			.until(() -> Boolean.TRUE.equals(this.mails.to(List.of(ann))
				.all((mail) -> mail.sentAt() != null && mail.address() == null)
				.block(PATIENCE)));
	}

	@Test
	void everybodyGetsTheSameAnswerAndOnlyParticipantsGetAMessage() {
		participant("ann", "Ann", "fi");
		participant("ann", "ann2", "Anna", "fi");
		String known = answer(sendLink("ANN-" + this.box + "@example.org "));
		assertThat(answer(sendLink("nobody-" + this.box + "@example.org"))).isEqualTo(known);
		assertThat(answer(sendLink("ann-" + this.box + "@example.org"))).isEqualTo(known);
		List<MimeMessage> messages = received("ann", 1);
		assertThat(content(messages.getFirst())).contains("Ann: https://").contains("Anna: https://");
		sendLink("no address").errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT"));
		await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> messages("ann").size() == 1);
		assertThat(messages("nobody")).isEmpty();
	}

	@Test
	void aNameMayContainAnythingAndADomainMayHaveAnyLetters() {
		String name = "Eve <b> http://evil.example.org/\\ \uD83D\uDE00 $1";
		for (String key : List.of("eve", "eve2")) {
			Fair.mutate(this.conference.organiser(), "putParticipant", "ParticipantPut", "participant { id }",
					Map.of("eventId", this.conference.id(), "key", key, "name", name, "email",
							"eve-" + this.box + "@exämple.org"))
				.path("putParticipant.__typename")
				.entity(String.class)
				.isEqualTo("ParticipantPut");
		}
		answer(sendLink("Eve-" + this.box + "@Exämple.org"));
		String to = "eve-" + this.box + "@xn--exmple-cua.org";
		await().atMost(PATIENCE)
			.until(() -> Arrays.stream(SMTP.getReceivedMessages()).anyMatch((message) -> isToAddress(message, to)));
		MimeMessage message = Arrays.stream(SMTP.getReceivedMessages())
			.filter((one) -> isToAddress(one, to))
			.findFirst()
			.orElseThrow();
		assertThat(content(message)).contains(name + ": https://")
			.contains("Eve &lt;b&gt; ")
			.contains(" \uD83D\uDE00 $1: ");
	}

	@Test
	void theAnswerDoesNotWaitForTheDatabase() {
		participant("ann", "Ann", "en");
		this.writes.hold();
		answer(sendLink("ann-" + this.box + "@example.org"));
		await().atMost(PATIENCE).until(() -> this.writes.reached);
		assertThat(this.writes.release()).as("the answer came before the write").isTrue();
		received("ann", 1);
	}

	@Test
	void aParticipantWhoLeavesIsTold() {
		String ann = participant("ann", "Ann", "en");
		this.conference.organiser()
			.document("mutation ($id: ID!) { removeParticipant(input: {participantId: $id}) { __typename } }")
			.variable("id", ann)
			.executeAndVerify();
		assertThat(content(received("ann", 1).getFirst())).contains("Your participation in Conference was cancelled");
	}

	@Test
	void twoServersDoNotSendTheSameMessage() {
		String ann = participant("ann", "Ann", "en");
		this.participants.byId(ann)
			.flatMap((participant) -> this.mails.add(MailKind.INVITATION, participant, participant.email(), "0",
					Instant.now()))
			.thenMany(Flux.range(0, 8).flatMap((_) -> this.dispatcher.sendDue()))
			.blockLast(PATIENCE);
		received("ann", 1);
		await().during(Duration.ofMillis(700)).atMost(PATIENCE).until(() -> messages("ann").size() == 1);
	}

	private String participant(String mailbox, String name, @Nullable String language) {
		return participant(mailbox, mailbox, name, language);
	}

	private String participant(String mailbox, String key, String name, @Nullable String language) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.conference.id(), "key", key, "name", name,
				"email", mailbox + "-" + this.box + "@example.org"));
		if (language != null) {
			input.put("language", language);
		}
		return Fair.mutate(this.conference.organiser(), "putParticipant", "ParticipantPut", "participant { id }", input)
			.path("putParticipant.participant.id")
			.entity(String.class)
			.get();
	}

	private Response invite(Map<String, ?> input) {
		return Fair.mutate(this.conference.organiser(), "inviteParticipants", "ParticipantsInvited",
				"invitedCount invitedBeforeCount withoutAddressCount", input);
	}

	private Response sendLink(String email) {
		return Fair.mutate(this.clients.anonymous(), "sendTicketLink", "TicketLinkRequested", "event { id }",
				Map.of("eventId", this.conference.id(), "email", email));
	}

	private static String answer(Response response) {
		return response.path("sendTicketLink").entity(Object.class).get().toString();
	}

	private List<MimeMessage> received(String mailbox, int count) {
		await().atMost(PATIENCE).until(() -> messages(mailbox).size() >= count);
		return messages(mailbox);
	}

	private List<MimeMessage> messages(String mailbox) {
		return Arrays.stream(SMTP.getReceivedMessages()).filter((message) -> isTo(message, mailbox)).toList();
	}

	private boolean isTo(MimeMessage message, String mailbox) {
		return isToAddress(message, mailbox + "-" + this.box + "@example.org");
	}

	private static boolean isToAddress(MimeMessage message, String address) {
		try {
			return message.getAllRecipients()[0].toString().equals(address);
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String content(MimeMessage message) {
		try {
			return text(message.getContent());
		}
		catch (IOException | MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(Object content) throws IOException, MessagingException {
		if (!(content instanceof Multipart parts)) {
			return content.toString();
		}
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < parts.getCount(); i++) {
			text.append(text(parts.getBodyPart(i).getContent()));
		}
		return text.toString();
	}

	/** Holds up writes to the queue of messages. */
	static final class HeldWrites implements CommandListener {

		private volatile CountDownLatch held = new CountDownLatch(0);

		private volatile boolean reached;

		void hold() {
			this.reached = false;
			this.held = new CountDownLatch(1);
		}

		/**
		 * Lets the writes go on.
		 * @return false if they went on by themselves
		 */
		boolean release() {
			boolean holding = this.held.getCount() > 0;
			this.held.countDown();
			return holding;
		}

		@Override
		public void commandStarted(CommandStartedEvent event) {
			BsonDocument command = event.getCommand();
			if (event.getCommandName().equals("findAndModify")
					&& command.getString("findAndModify").getValue().equals(Mails.COLLECTION)) {
				await();
			}
		}

		private void await() {
			this.reached = true;
			try {
				if (!this.held.await(PATIENCE.toSeconds() / 10, TimeUnit.SECONDS)) {
					this.held.countDown();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
