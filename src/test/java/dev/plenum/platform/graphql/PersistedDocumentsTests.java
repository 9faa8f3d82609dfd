package dev.plenum.platform.graphql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.plenum.platform.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PersistedDocumentsTests {

	private static final String DOCUMENT = "{ __typename }";

	private static final String HASH = "7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b";

	private final PersistedDocuments all = new PersistedDocuments(new TrustedDocuments(Map.of("app-1", "{ viewer }")),
			false);

	private final PersistedDocuments onlyTrusted = new PersistedDocuments(
			new TrustedDocuments(Map.of("app-1", "{ viewer }")), true);

	@Test
	void aDocumentThatWasSentWithItsHashCanBeNamedByIt() {
		assertThatProblem(() -> this.all.document(PersistedDocuments.UNSENT, hash(HASH)),
				ErrorCode.PERSISTED_QUERY_NOT_FOUND);
		assertThat(this.all.document(DOCUMENT, hash(HASH))).isEqualTo(DOCUMENT);
		this.all.remember(DOCUMENT, hash(HASH));
		assertThat(this.all.document(PersistedDocuments.UNSENT, hash(HASH))).isEqualTo(DOCUMENT);
		assertThat(this.all.document(PersistedDocuments.UNSENT, PersistedDocuments.named("sha256:" + HASH)))
			.isEqualTo(DOCUMENT);
	}

	@Test
	void aDocumentIsNotFoundUnderTheHashOfAnother() {
		assertThatProblem(() -> this.all.document("{ viewer }", hash(HASH)), ErrorCode.BAD_INPUT);
	}

	@Test
	void whatNamesNoDocumentIsNoName() {
		Predicate<Map<String, ?>> named = PersistedDocuments::isNamed;
		assertThat(named).accepts(hash(HASH))
			.rejects(Map.of(), Map.of("persistedQuery", "x"), Map.of("persistedQuery", Map.of("version", 1)),
					Map.of("persistedQuery", Map.of("version", 2, "sha256Hash", HASH)),
					Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", 5)));
	}

	@ParameterizedTest
	@CsvSource({ "1, 28_000", "1_000, 4_000", "60_000, 70" })
	void manyDocumentsAreForgotten(int length, int most) {
		assertThat(known(length, 2 * most)).isBetween(1L, (long) most);
	}

	@Test
	void manyDocumentsAreForgottenWhileTheCommonPoolIsBusy() {
		CountDownLatch done = new CountDownLatch(1);
		IntStream.rangeClosed(0, ForkJoinPool.commonPool().getParallelism())
			.forEach((_) -> ForkJoinPool.commonPool().execute(() -> await(done)));
		try {
			assertThat(known(60_000, 140)).isBetween(1L, 70L);
		}
		finally {
			done.countDown();
		}
	}

	/**
	 * Remembers documents and counts those that are still known afterwards.
	 */
	private long known(int length, int count) {
		String text = "x".repeat(length);
		IntStream.range(0, count).forEach((i) -> this.all.remember(text + i, hash("h" + i)));
		return IntStream.range(0, count).filter((i) -> {
			try {
				return this.all.document(PersistedDocuments.UNSENT, hash("h" + i)).equals(text + i);
			}
			catch (Problem problem) {
				return false;
			}
		}).count();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void aTrustedDocumentIsNamedOrSent() {
		for (PersistedDocuments documents : new PersistedDocuments[] { this.all, this.onlyTrusted }) {
			assertThat(documents.document(PersistedDocuments.UNSENT, hash("app-1"))).isEqualTo("{ viewer }");
			assertThat(documents.document("{ viewer }", Map.of())).isEqualTo("{ viewer }");
		}
	}

	@Test
	void otherDocumentsCanBeRefused() {
		assertThat(this.all.document(DOCUMENT, Map.of())).isEqualTo(DOCUMENT);
		assertThatProblem(() -> this.onlyTrusted.document(DOCUMENT, Map.of()), ErrorCode.FORBIDDEN);
		assertThatProblem(() -> this.onlyTrusted.document(DOCUMENT, hash(HASH)), ErrorCode.FORBIDDEN);
		assertThatProblem(() -> this.onlyTrusted.document(DOCUMENT, hash("app-1")), ErrorCode.FORBIDDEN);
		this.onlyTrusted.remember(DOCUMENT, hash(HASH));
		assertThatProblem(() -> this.onlyTrusted.document(PersistedDocuments.UNSENT, hash(HASH)),
				ErrorCode.PERSISTED_QUERY_NOT_FOUND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"app-1\": \"{ viewer }\", \"app-2\": \"{ __typename }\"}", """
			{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
			  {"id": "app-1", "name": "A", "type": "query", "body": "{ viewer }"},
			  {"id": "app-2", "name": "B", "type": "query", "body": "{ __typename }"}]}""" })
	void whatTheToolsOfTheAppsWriteIsRead(String json, @TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("documents.json"), json);
		assertThat(TrustedDocuments.read(file.toString()).byId())
			.isEqualTo(Map.of("app-1", "{ viewer }", "app-2", "{ __typename }"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"a\": 1}", "{\"operations\": [{\"id\": \"a\"}]}", "{" })
	void aFileOfAnythingElseEndsTheStart(String json, @TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("documents.json"), json);
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> TrustedDocuments.read(file.toString()))
			.withMessageContaining("neither a manifest nor an object of documents by id");
	}

	@Test
	void aFileThatIsNotThereEndsTheStart() {
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> TrustedDocuments.read("/nowhere.json"))
			.withMessageContaining("\"/nowhere.json\" cannot be read: there is no such file");
	}

	private static Map<String, Object> hash(String hash) {
		return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
	}

	private static void assertThatProblem(Runnable call, ErrorCode code) {
		assertThatExceptionOfType(Problem.class).isThrownBy(call::run)
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo(code));
	}

}
