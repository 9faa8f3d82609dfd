package dev.plenum.mydata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code mydata.graphqls}.
 */
@Controller
class MyDataController {

	private final List<PersonalData> kinds;

	MyDataController(List<PersonalData> kinds) {
		this.kinds = kinds;
	}

	@QueryMapping
	Mono<Object> exportMyData(@ContextValue Caller caller) {
		String subject = caller.requireSubject();
		return Flux.fromIterable(this.kinds)
			.concatMap((kind) -> kind.of(subject).map((data) -> Map.entry(kind.name(), data)))
			.collect(() -> new LinkedHashMap<String, Object>(Map.of("subject", subject)),
					(all, one) -> all.put(one.getKey(), one.getValue()))
			.cast(Object.class);
	}

	@MutationMapping
	Mono<MyDataDeleted> deleteMyData(@Argument DeleteMyDataInput input, @ContextValue Caller caller) {
		String subject = caller.requireSubject();
		Check.that(input.subject().equals(subject), "Give the subject of your own token, as exportMyData returns it.",
				"subject");
		return Flux.fromIterable(this.kinds)
			.concatMap((kind) -> kind.delete(subject).map((count) -> new DeletedData(kind.name(), count)))
			.collectList()
			.map(MyDataDeleted::new);
	}

	record DeleteMyDataInput(String subject) {
	}

	record MyDataDeleted(List<DeletedData> deleted) {
	}

	record DeletedData(String key, int count) {
	}

}
