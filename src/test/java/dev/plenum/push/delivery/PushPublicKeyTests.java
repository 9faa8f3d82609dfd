package dev.plenum.push.delivery;

import com.nimbusds.jose.util.Base64URL;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The field with which a web application subscribes.
 */
@LiveServer
class PushPublicKeyTests {

	@Autowired
	private Clients clients;

	@Autowired
	private PushKeys keys;

	@Test
	void everybodyCanReadThePublicKeyThatIsStored() {
		String key = this.clients.anonymous()
			.document("{ pushPublicKey }")
			.execute()
			.path("pushPublicKey")
			.entity(String.class)
			.get();
		assertThat(Base64URL.from(key).decode()).hasSize(65)
			.isEqualTo(this.keys.get().map(PushKeyDocument::point).block(Senders.PATIENCE));
	}

}
