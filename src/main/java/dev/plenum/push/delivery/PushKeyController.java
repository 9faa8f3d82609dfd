package dev.plenum.push.delivery;

import dev.plenum.platform.graphql.FromMemory;

import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code push.graphqls}.
 */
@Controller
class PushKeyController {

	private final PushKey key;

	PushKeyController(PushKey key) {
		this.key = key;
	}

	@FromMemory
	@QueryMapping
	String pushPublicKey() {
		return this.key.publicKey();
	}

}
