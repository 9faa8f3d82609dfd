package dev.plenum.faults;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.OwnConference;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.exhibitor.Fair;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Work in the background while the database fails: it goes on afterwards, nothing that
 * cannot be undone is done twice, and the log has no stack traces.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class BackgroundWorkTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Interrupted, not primary, shutting down, stepped down, no answer in time. */
	private static final int[] CODES = { 11602, 13435, 91, 189, 10107, 262, 11600 };

	@TempDir
	private static Path data;

	private static final GreenMail SMTP = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));

	private static final EmbeddedDatabase DATABASE = EmbeddedDatabase.inMemory();

	private static final DatabaseLine LINE = new DatabaseLine(URI.create(DATABASE.uri()).getPort());

	private static ConfigurableApplicationContext server;

	@BeforeAll
	static void start() {
		SMTP.start();
		server = Servers.start("mongodb://127.0.0.1:%d/plenum?directConnection=true".formatted(LINE.port()),
				Duration.ZERO, "--spring.mail.host=localhost", "--spring.mail.port=" + SMTP.getSmtp().getPort(),
				"--plenum.mail.from=conference@example.org", "--plenum.mail.app-url=https://conf.example.org/",
				"--plenum.mail.look-every=200ms");
	}

	@AfterAll
	static void stop() {
		LINE.repair();
		server.close();
		LINE.close();
		DATABASE.close();
		SMTP.stop();
	}

	@AfterEach
	void repair() {
		LINE.repair();
	}

	@Test
	void aMessageIsSentOnceAlthoughTheDatabaseFailsAfterItsAcceptance(CapturedOutput output) {
		OwnConference conference = OwnConference.of(clients());
		String box = box();
		participants(conference, box, 1);
		LINE.answer(BackgroundWorkTests::isRecord, error(11602));
		invite(conference);
		await().atMost(PATIENCE).until(() -> messages(box).size() == 1);
		await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> unsent(conference) == 1);
		LINE.repair();
		await().atMost(PATIENCE).until(() -> unsent(conference) == 0);
		assertThat(output).doesNotContain("could not be sent");
		assertThat(messages(box)).hasSize(1);
	}

	@Test
	void aFailureAtOneMessageDoesNotEndTheAttemptsOfOthers() {
		OwnConference conference = OwnConference.of(clients());
		String box = box();
		participants(conference, box, 12);
		AtomicInteger leases = new AtomicInteger();
		LINE.answer((command) -> isLease(command) && leases.incrementAndGet() % 3 == 2, error(11602));
		invite(conference);
		await("a lease of two minutes would end an attempt").atMost(PATIENCE).until(() -> unsent(conference) == 0);
		assertThat(messages(box)).hasSize(12);
	}

	@Test
	void workGoesOnAfterAQuarterOfAllCommandsFailed(CapturedOutput output) {
		OwnConference conference = OwnConference.of(clients());
		String box = box();
		participants(conference, box, 20);
		AtomicInteger commands = new AtomicInteger();
		LINE.answer((command) -> isOrdinary(command) && commands.incrementAndGet() % 4 == 0,
				(_) -> error(CODES[commands.get() / 4 % CODES.length]));
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> invite(conference));
		List<String> leaving = ids(conference).subList(0, 5);
		leaving
			.forEach((id) -> await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> remove(conference, id)));
		await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> true);
		LINE.repair();
		await("a lease whose answer was lost ends after two minutes").atMost(Duration.ofSeconds(150))
			.until(() -> count("participants", conference) == 15 && unsent(conference) == 0);
		assertThat(messages(box)).extracting(BackgroundWorkTests::text).doesNotHaveDuplicates();
		assertThat(output).doesNotContain("\tat ").doesNotContain("INTERNAL_ERROR");
	}

	private static Clients clients() {
		return server.getBean(Clients.class);
	}

	private static String box() {
		return UUID.randomUUID().toString().substring(0, 8);
	}

	private static void participants(OwnConference conference, String box, int count) {
		IntStream.range(0, count)
			.forEach((i) -> conference.participant("p" + i, Map.of("email", "%s-%d@example.org".formatted(box, i))));
	}

	private static void invite(OwnConference conference) {
		Fair.mutate(conference.organiser(), "inviteParticipants", "ParticipantsInvited", "invitedCount",
				Map.of("eventId", conference.id()));
	}

	private static void remove(OwnConference conference, String id) {
		conference.organiser()
			.document("mutation ($id: ID!) { removeParticipant(input: {participantId: $id}) { __typename } }")
			.variable("id", id)
			.executeAndVerify();
	}

	private static List<String> ids(OwnConference conference) {
		return Flux.from(database().getCollection("participants").find(Filters.eq("eventId", conference.id())))
			.map((participant) -> participant.getString("_id"))
			.collectList()
			.block(PATIENCE);
	}

	private static long unsent(OwnConference conference) {
		return Flux
			.from(database().getCollection("mails")
				.find(Filters.and(Filters.eq("eventId", conference.id()), Filters.exists("sentAt", false))))
			.count()
			.block(PATIENCE);
	}

	private static long count(String collection, OwnConference conference) {
		return Flux.from(database().getCollection(collection).find(Filters.eq("eventId", conference.id())))
			.map(Document::size)
			.count()
			.block(PATIENCE);
	}

	private static MongoDatabase database() {
		return server.getBean(MongoDatabase.class);
	}

	private static List<MimeMessage> messages(String box) {
		return Arrays.stream(SMTP.getReceivedMessages()).filter((message) -> text(message).startsWith(box)).toList();
	}

	private static String text(MimeMessage message) {
		try {
			return message.getAllRecipients()[0] + " " + message.getSubject();
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isOrdinary(BsonDocument command) {
		return List.of("find", "update", "insert", "findAndModify", "delete").contains(command.getFirstKey())
				&& !command.getString(command.getFirstKey()).getValue().equals("pulses");
	}

	/** The record that a message was accepted or failed. */
	private static boolean isRecord(BsonDocument command) {
		return command.getFirstKey().equals("update") && command.getString("update").getValue().equals("mails");
	}

	private static boolean isLease(BsonDocument command) {
		return command.getFirstKey().equals("findAndModify")
				&& command.getString("findAndModify").getValue().equals("mails")
				&& command.getDocument("update").getDocument("$set", new BsonDocument()).containsKey("lease");
	}

	private static BsonDocument error(int code) {
		return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code))
			.append("codeName", new BsonString("Code" + code))
			.append("errmsg", new BsonString("said in the database's place"));
	}

}
