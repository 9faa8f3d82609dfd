package dev.plenum.push.delivery;

import java.util.List;
import java.util.stream.IntStream;

import com.nimbusds.jose.util.Base64URL;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The key pair that all servers of a database share.
 */
class PushKeyTests {

	@Test
	void serversThatStartAtTheSameTimeUseTheSameKey() {
		try (Senders senders = new Senders()) {
			Flux.from(senders.database().getCollection(PushKeys.COLLECTION).drop()).blockLast(Senders.PATIENCE);
			List<PushKey> servers = IntStream.range(0, 20)
				.mapToObj((_) -> new PushKey(new PushKeys(senders.database())))
				.toList();
			Flux.fromIterable(servers)
				.flatMap((server) -> server.load().subscribeOn(Schedulers.boundedElastic()), 20)
				.blockLast(Senders.PATIENCE);
			assertThat(servers).extracting(PushKey::publicKey).containsOnly(servers.getFirst().publicKey());
			assertThat(Base64URL.from(servers.getFirst().publicKey()).decode()).hasSize(65).startsWith(4);
			List<Document> stored = Flux.from(senders.database().getCollection(PushKeys.COLLECTION).find())
				.collectList()
				.block(Senders.PATIENCE);
			assertThat(stored).singleElement()
				.satisfies((key) -> assertThat(key.get("privateKey", Binary.class).getData()).hasSize(32));
		}
	}

	@Test
	void aServerThatStartsLaterUsesTheStoredKey() {
		try (Senders senders = new Senders()) {
			PushKey later = new PushKey(new PushKeys(senders.database()));
			later.load().block(Senders.PATIENCE);
			assertThat(later.publicKey()).isEqualTo(senders.key.publicKey());
			assertThat(later.pair().isPrivate()).isTrue();
		}
	}

}
