package dev.plenum.search;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.plenum.platform.Ids;
import dev.plenum.platform.Present;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.language.AnswerLanguages;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.NodeFinder;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code search.graphqls}.
 */
@Controller
class SearchController {

	private final SearchIndexes indexes;

	private final List<NodeFinder> finders;

	SearchController(SearchIndexes indexes, List<NodeFinder> finders) {
		this.indexes = indexes;
		this.finders = finders;
	}

	@SchemaMapping
	Mono<List<SearchHit>> search(Event event, @Argument String text, @Argument @Nullable Set<SearchKind> in,
			@Argument @Nullable Integer first, @ContextValue Present present) {
		int most = (first != null) ? first : Page.LARGEST;
		if (most < 0 || most > Page.LARGEST) {
			throw Problem.badInput("A search returns 0 to %d hits.".formatted(Page.LARGEST), "first");
		}
		Set<SearchKind> kinds = (in != null) ? in : EnumSet.allOf(SearchKind.class);
		Instant now = present.instant();
		return this.indexes.of(event.id())
			.publishOn(Schedulers.parallel())
			.flatMap((index) -> hits(index, index.words(text), kinds, most, now, event.programme()));
	}

	@SchemaMapping
	Mono<SearchSnippet> snippet(SearchHit hit, @Argument @Nullable Locale lang, GraphQLContext context) {
		AnswerLanguages languages = AnswerLanguages.of(context);
		return Mono.fromSupplier(() -> hit.snippet((there) -> languages.choose(there, lang)))
			.subscribeOn(Schedulers.parallel())
			.doOnNext((snippet) -> languages.answered(snippet.language()));
	}

	private Mono<List<SearchHit>> hits(SearchIndex index, SearchWords words, Set<SearchKind> kinds, int most,
			Instant now, Programme programme) {
		return Flux.fromIterable(index.find(words, kinds, most, now))
			.concatMap((entry) -> object(entry, programme).map((object) -> new SearchHit(entry, object, words)))
			.collectList();
	}

	/**
	 * Finds the current object of an entry; empty if it was removed.
	 */
	private Mono<Object> object(SearchEntry entry, Programme programme) {
		Mono<Object> object = Flux.fromIterable(this.finders)
			.filter((finder) -> finder.types().contains(Ids.typeOf(entry.id())))
			.concatMap((finder) -> finder.lookup().find(entry.id(), programme, Caller.ANONYMOUS))
			.<Object>cast(Object.class)
			.next();
		return (entry.kind() == SearchKind.PART) ? object.ofType(Session.class)
			.flatMapIterable(Session::parts)
			.elementAt(entry.part())
			.<Object>cast(Object.class)
			.onErrorComplete(IndexOutOfBoundsException.class) : object;
	}

}
