package violations.feature;

import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;

class RestrictingController {

	@SchemaMapping(typeName = "Event")
	String slug(Caller caller) {
		return caller.requireSubject();
	}

	@QueryMapping
	Mono<String> events(Caller caller) {
		return Mono.fromCallable(caller::requireSubject);
	}

}
